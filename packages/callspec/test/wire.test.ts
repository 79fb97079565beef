import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ProviderId } from '@callspec/simulator'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { explain } from '../src/explain/explain.js'
import { type Call, callLog, type Source } from '../src/index.js'
import { documented } from './all-documented.js'
import { collect, providers } from './sources.js'
import type { WireRow } from './wire-row.js'

interface Received {
  line: string
  headers: IncomingHttpHeaders
}

/** A server that writes down the bytes of each request and answers with a page without calls; but one request has an answer of its own. */
async function record(answer: object, parents: { request: string; answer: object } | undefined) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const line = lineOf(request.method ?? '', request.url ?? '', body)
    received.push({ line, headers: request.headers })
    const sent = line === parents?.request ? parents.answer : answer
    response.setHeader('content-type', 'application/json').end(JSON.stringify(sent))
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

function sourceAt(provider: ProviderId, url: string, options: WireRow['options']): Source<string, Call, boolean> {
  const { path, credentials } = documented[provider]
  // Which provider it is, and so which options it takes, is known only at run time.
  const create = providers[provider] as unknown as (options: object) => Source<string, Call, boolean>
  return create({ baseUrl: url + path, ...credentials, ...options })
}

const titled = (rows: WireRow[]) => rows.map((row) => ({ ...row, title: JSON.stringify([row.query, row.options]) }))

describe.each(Object.keys(documented) as ProviderId[])('%s', (provider) => {
  const { wire: rows, empty, headers, parents } = documented[provider]
  if (parents) {
    beforeAll(() => {
      vi.useFakeTimers({ toFake: ['Date'], now: new Date(parents.now) })
    })
    afterAll(() => {
      vi.useRealTimers()
    })
  }

  it('has a row for every filter', () => {
    const { filters } = providers[provider].definition
    expect(new Set(rows.map(({ filter }) => filter))).toEqual(new Set([null, ...Object.keys(filters)]))
  })

  it.each(titled(rows))('is asked as the table says, and explain says the same: $title', async (row) => {
    await using server = await record(empty, parents)
    const log = callLog([sourceAt(provider, server.url, row.options)], { onUnsupported: 'skip' })

    const [explained] = explain(log, row.query)
    expect(server.received).toEqual([])
    expect(await collect(log.list(row.query))).toEqual([])
    // Several lists are asked for at once, so they may arrive in any order.
    const lines = server.received.map(({ line }) => line)
    const lists = lines.filter((line) => line !== parents?.request)
    expect(lists.sort()).toEqual(row.requests.map((line) => line.replace(/\{\w+\}/, parents?.id ?? '')).sort())
    expect(lines.length - lists.length).toBeLessThanOrEqual(1)

    if (row.kind === 'unsupported') {
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
