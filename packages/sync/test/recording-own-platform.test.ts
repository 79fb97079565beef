// A platform of one's own, whose recordings take the account's credentials at the address in the row.
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { type Descriptor, nextNumbered } from '@callspec/core'
import { defineProvider, recordingAddress } from '@callspec/provider'
import { expect, test } from 'vitest'
import { downloadRecording, RecordingError } from '../src/index.js'
import { folder } from './recordings.js'

const descriptor = {
  id: 'ledger',
  name: 'Ledger',
  baseUrl: 'https://calls.ledger.example',
  brands: {},
  credentials: { apiKey: { header: 'X-Api-Key', prefix: '', environment: 'LEDGER_API_KEY' } },
  rateLimit: null,
  assumptions: {},
  zoneAssumptions: [],
  recording: { access: ['authenticated'] },
  operations: {
    'GET /calls': {
      pagination: {
        type: 'page',
        next: nextNumbered,
        in: 'query',
        input: 'page',
        sizeInput: 'limit',
        first: 1,
        maxSize: 100,
        items: ['calls'],
        itemId: 'id',
        order: { field: 'created_at', direction: 'descending', documented: true },
      },
    },
  },
} as const satisfies Descriptor

const local = { kind: 'local', because: 'the list has no filters' } as const

const ledger = defineProvider({
  descriptor,
  list: '/calls',
  stamps: { createdAt: 'created_at' },
  map: (row: { id: string; audio?: string }, read) => ({
    carrierId: null,
    rawStatus: null,
    direction: 'inbound',
    channel: 'phone',
    isTest: null,
    sides: { from: null, to: null, customerNumber: null, agentNumber: null },
    agent: null,
    campaign: null,
    contact: null,
    createdAt: null,
    startedAt: null,
    endedAt: null,
    updatedAt: null,
    durationSeconds: null,
    endReason: null,
    answeredBy: null,
    cost: null,
    recordingUrl: read.text(row.audio),
    transcript: null,
    transcriptText: null,
    analysis: null,
  }),
  filters: {
    period: local,
    status: local,
    direction: local,
    channel: local,
    isTest: local,
    phoneNumber: local,
    agentId: local,
    campaignId: local,
  },
  parts: { transcript: 'never', analysis: 'never', recording: 'row', cost: 'never' },
})

async function serve(handle: (request: IncomingMessage) => { status: number; location?: string; body?: string }) {
  const keys: (string | string[] | undefined)[] = []
  const server = createServer((request, response) => {
    keys.push(request.headers['x-api-key'])
    const { status, location, body } = handle(request)
    response.writeHead(status, { 'content-type': 'audio/ogg', ...(location && { location }) }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    keys,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

test('the credentials open a recording at the platform’s own origin, and go nowhere else', async () => {
  await using storage = await serve(() => ({ status: 200, body: 'stored' }))
  await using api = await serve(({ url, headers }) => {
    if (headers['x-api-key'] !== 'ledger-key') return { status: 401 }
    return url === '/audio/moved' ? { status: 302, location: `${storage.origin}/moved?sig=1` } : { status: 200, body: 'own' }
  })
  const source = ledger({ apiKey: 'ledger-key', baseUrl: api.origin })
  const download = async (id: string, audio: string) => {
    const address = recordingAddress(source, source.toCall({ id, audio }))
    if (!address) throw new Error('no address')
    const { path } = await downloadRecording({ ...address, source, file: join(await folder(), id) })
    return readFile(path, 'utf8')
  }
  expect(await download('1', `${api.origin}/audio/1`)).toBe('own')
  expect(await download('2', `${api.origin}/audio/moved`)).toBe('stored')
  expect(await download('3', `${storage.origin}/audio/3`)).toBe('stored')
  expect([api.keys, storage.keys]).toEqual([
    ['ledger-key', 'ledger-key'],
    [undefined, undefined],
  ])
  expect(recordingAddress(source, source.toCall({ id: '4' }))).toBeNull()

  const stranger = ledger({ apiKey: 'another-key', baseUrl: api.origin })
  const refused = downloadRecording({
    url: `${api.origin}/audio/1`,
    authorize: true,
    source: stranger,
    file: join(await folder(), '1'),
  })
  await expect(refused).rejects.toEqual(
    new RecordingError('failed', '401 in place of the file. Check the credentials.', { status: 401 }),
  )
})
