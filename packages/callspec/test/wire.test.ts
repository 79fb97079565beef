import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { explain } from '../src/explain.js'
import { agentvoice, autocalls, butter, type Call, callLog, type Source, talkover, zudu } from '../src/index.js'
import { collect } from './sources.js'
import { WIRE_TABLE, type WireRow } from './wire-table.js'

const providers = { agentvoice, autocalls, butter, talkover, zudu }

/** Where each platform documents its API, an answer without a call, and the headers that a key travels in. */
const PLATFORMS: Record<string, { path: string; empty: object; credentials: object; headers: string[] }> = {
  talkover: {
    path: '/api/v1',
    empty: {
      success: true,
      data: [],
      pagination: { current_page: 1, last_page: 1, per_page: 100, total: 0, from: null, to: null },
    },
    credentials: { token: 'k' },
    headers: ['Authorization'],
  },
  autocalls: {
    path: '/api',
    empty: { current_page: 1, data: [], last_page: 1, per_page: 100, total: 0 },
    credentials: { token: 'k' },
    headers: ['Authorization'],
  },
  agentvoice: {
    path: '/api',
    empty: { data: [], pagination: { total: 0, limit: 100, offset: 0, has_more: false } },
    credentials: { apiKey: 'k', organizationId: 'o' },
    headers: ['x-api-key', 'x-organization-id'],
  },
  zudu: {
    path: '',
    empty: {
      message: 'Calls retrieved',
      status: 'success',
      error: null,
      data: {
        calls: [],
        pagination: { page: 0, limit: 100, total_count: 0, total_pages: 0, has_next_page: false, has_previous_page: false },
        returned_count: 0,
        applied_filters: {},
      },
    },
    credentials: { apiKey: 'k', apiSecret: 's' },
    headers: ['X-API-KEY', 'X-API-SECRET', 'Content-Type'],
  },
  butter: {
    path: '',
    empty: { success: true, data: [], pagination: { next_cursor: null, has_more: false, page_size: 0 } },
    credentials: { apiKey: 'k' },
    headers: ['X-API-Key'],
  },
}

interface Received {
  line: string
  headers: IncomingHttpHeaders
}

/** A server that writes down the bytes of each request and answers with a page without calls. */
async function record(answer: object) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    received.push({ line: lineOf(request.method ?? '', request.url ?? '', body), headers: request.headers })
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on TCP has an address of this form.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const lineOf = (method: string, url: string, body: string) => `${method} ${url}${body && ` ${body}`}`

function sourceAt(provider: string, url: string, options: WireRow['options']): Source<string, Call, boolean> {
  const { path, credentials } = PLATFORMS[provider]!
  // Which provider it is, and so which options it takes, is known only at run time.
  const create = providers[provider as keyof typeof providers] as unknown as (options: object) => Source<string, Call, boolean>
  return create({ baseUrl: url + path, ...credentials, ...options })
}

const titled = (rows: WireRow[]) => rows.map((row) => ({ ...row, title: JSON.stringify([row.query, row.options]) }))

describe.each(Object.keys(providers))('%s', (provider) => {
  const rows = WIRE_TABLE[provider]!

  it('has a row for every filter', () => {
    const { filters } = providers[provider as keyof typeof providers].definition
    expect(new Set(rows.map(({ filter }) => filter))).toEqual(new Set([null, ...Object.keys(filters)]))
  })

  it.each(titled(rows))('is asked as the table says, and explain says the same: $title', async (row) => {
    const { empty, headers } = PLATFORMS[provider]!
    await using server = await record(empty)
    const log = callLog([sourceAt(provider, server.url, row.options)], { onUnsupported: 'skip' })

    const [explained] = explain(log, row.query)
    expect(server.received).toEqual([])
    expect(await collect(log.list(row.query))).toEqual([])
    // Several lists are asked for at once, so they may arrive in any order.
    expect(server.received.map(({ line }) => line).sort()).toEqual(row.requests.toSorted())

    if (row.kind === 'impossible') {
      expect(explained).toEqual({
        source: provider,
        provider,
        answers: false,
        unsupported: [{ name: row.filter, because: expect.stringMatching(/^neither rows nor filters/) }],
        skipped: true,
      })
      return
    }
    if (!explained?.answers) throw new Error(`${provider} is said to have no answer`)
    expect(explained.requests.map(({ method, url, body }) => lineOf(method, url.slice(server.url.length), body ?? ''))).toEqual(
      row.requests,
    )
    for (const request of explained.requests) expect(request.headers).toEqual(headers)
    for (const { headers: sent } of server.received)
      expect(Object.keys(sent)).toEqual(expect.arrayContaining(headers.map((name) => name.toLowerCase())))
    expect(explained.filters.find(({ name }) => name === row.filter)?.kind ?? null).toBe(row.kind)
  })
})
