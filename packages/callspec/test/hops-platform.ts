import { type Descriptor, fillParameters, nextLink, nextNumbered, readInParallel } from '@callspec/core'
import { defineProvider, fromRequests, type Turn, unsupported } from '@callspec/provider'
import { SILENT } from './silent-row.js'

interface Row {
  id: string
  created_at: string
  has_recording?: boolean
}

interface Message {
  role?: string
  text?: string | null
  /** Not documented. */
  at?: string | null
}

interface Page<Item extends object> {
  next?: string | null
  results: Item[]
}

interface Recording {
  sid?: string
  address?: string
}

interface Get<Path, Query, Body> {
  get: {
    parameters: { query?: Query; header?: never; path: Path; cookie?: never }
    responses: { 200: { content: { 'application/json': Body } } }
  }
}

/** As `pnpm generate` writes them: without the parameters that a credential fills. */
export interface Paths {
  '/accounts/{account}/calls': Get<object, { offset?: number }, { calls: Row[] }>
  '/accounts/{account}/calls/{id}': Get<{ id: string }, never, Row>
  '/accounts/{account}/calls/{id}/messages': Get<{ id: string }, { mode?: 'in_call' | 'last_stage' }, Page<Message>>
  '/accounts/{account}/calls/{id}/recordings': Get<{ id: string }, never, { recordings: Recording[] }>
  '/recordings/{sid}/text': Get<{ sid: string }, never, { text?: string }>
}

export const CALLS = '/accounts/{account}/calls'
const filled = { by: fillParameters, path: { account: 'accountId' } } as const
const order = { field: 'created_at', direction: 'descending', documented: true } as const

export const descriptor = {
  id: 'hops',
  name: 'Hops',
  baseUrl: 'https://calls.hops.example',
  brands: {},
  credentials: {
    accountId: { fills: true, environment: 'HOPS_ACCOUNT_ID' },
    apiKey: { header: 'X-Api-Key', prefix: '', environment: 'HOPS_API_KEY' },
  },
  rateLimit: null,
  assumptions: { 'transcript-speakers': ['bot'] },
  zoneAssumptions: [],
  readInParallel,
  operations: {
    'GET /accounts/{account}/calls': {
      filled,
      pagination: {
        type: 'offset',
        next: nextNumbered,
        in: 'query',
        input: 'offset',
        sizeInput: 'limit',
        first: 0,
        maxSize: 10,
        items: ['calls'],
        itemId: 'id',
        total: [['total']],
        order,
      },
    },
    'GET /accounts/{account}/calls/{id}': { filled },
    'GET /accounts/{account}/calls/{id}/messages': {
      filled,
      pagination: {
        type: 'cursor',
        next: nextLink,
        link: ['cursor'],
        nextCursor: ['next'],
        in: 'query',
        input: 'cursor',
        sizeInput: 'limit',
        first: 0,
        maxSize: 2,
        items: ['results'],
        itemId: 'at',
        order,
      },
    },
    'GET /accounts/{account}/calls/{id}/recordings': { filled },
  },
} as const satisfies Descriptor

/** A made-up platform in whose path the account stands, and whose parts come by requests of their own: a list by links, and two hops. */
export const hops = defineProvider({
  descriptor,
  list: CALLS,
  stamps: { createdAt: 'created_at' },
  map: (row: Row, read) => ({
    ...SILENT,
    rawStatus: 'completed',
    channel: 'phone',
    createdAt: read.stamp(row.created_at),
    recordingUrl: read.flag(row.has_recording) === false ? null : undefined,
    transcript: undefined,
    transcriptText: undefined,
  }),
  filters: {
    period: { kind: 'local', because: 'no filter by date is documented' },
    status: { kind: 'local', because: 'no filter by status is documented' },
    direction: unsupported('nothing tells the direction'),
    channel: { kind: 'local', because: 'every call is by telephone' },
    isTest: unsupported('nothing tells tests'),
    phoneNumber: unsupported('nothing tells numbers'),
    agentId: unsupported('nothing names an agent'),
    campaignId: unsupported('nothing names a campaign'),
  },
  parts: {
    transcript: fromRequests<Paths, typeof descriptor, Row>('several', async (api, call, read, { assume }) => {
      const path = { id: call.id }
      const messages = await api.list(`${CALLS}/{id}/messages`, { path, query: { mode: 'in_call' } })
      const found = await api.get(`${CALLS}/{id}/recordings`, { path })
      const texts: (string | null)[] = []
      for (const recording of read.list(found?.recordings) ?? []) {
        const sid = read.id(recording.sid)
        if (sid !== null) texts.push(read.text((await api.get('/recordings/{sid}/text', { path: { sid } }))?.text))
      }
      return {
        transcript: messages.map(
          (message): Turn => ({
            speaker: read.text(message.role) === assume('transcript-speakers') ? 'agent' : 'customer',
            text: read.text(message.text) ?? '',
            at: read.stamp(message.at),
            offsetSeconds: null,
          }),
        ),
        transcriptText: texts.filter((text) => text !== null).join('\n') || null,
      }
    }),
    analysis: 'never',
    recording: fromRequests<Paths, typeof descriptor, Row>(1, async (api, { raw }, read) => {
      const found = await api.get(`${CALLS}/{id}/recordings`, { path: { id: read.requiredId(raw.id) } })
      return { recordingUrl: read.text(read.list(found?.recordings)?.[0]?.address) }
    }),
    cost: 'never',
  },
  get: { path: `${CALLS}/{id}`, toRow: (answer: Row) => answer },
})

/** A response that the platform gives; a number is a bare status. */
export type Given = number | object

/** Its three calls, with a responder for what hangs on them. */
export function answersOf(parts: Readonly<Record<string, Given>>) {
  const rows = ['3', '2', '1'].map(
    (id): Row => ({ id, created_at: `2026-03-0${id}T10:00:00Z`, ...(id === '1' && { has_recording: false }) }),
  )
  return (url: URL): Given => {
    const path = url.pathname.replace('/accounts/acc-7', '')
    if (path === '/calls') {
      const offset = Number(url.searchParams.get('offset') ?? 0)
      return { calls: rows.slice(offset), total: rows.length }
    }
    const row = rows.find(({ id }) => path === `/calls/${id}`)
    return row ?? parts[`${path}${url.searchParams.get('cursor') ?? ''}`] ?? 404
  }
}
