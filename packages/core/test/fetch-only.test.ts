import { expect, test } from 'vitest'
import { createRequest, failureOf, initFor, sendByDefault, toResponse } from '../src/http/fetch.js'
import { readBody } from '../src/http/raw-response.js'
import { answerJson, startServer } from './server.js'

// What stands for `#http` in browsers and workers, run here over Node's `fetch`.

const { signal } = new AbortController()

async function readFrom(url: string, asBytes = false): Promise<Response> {
  const response = await sendByDefault(createRequest(url, { headers: { 'x-key': 'k' } }), signal, undefined, undefined)
  return toResponse({ response, body: await readBody(response, () => undefined, asBytes) })
}

test('without node:http a request goes out as it was made', async () => {
  await using server = await startServer((response) => answerJson(response, { data: [1] }))
  const response = await readFrom(`${server.origin}/calls?page=2`)
  expect(server.received).toMatchObject([{ method: 'GET', url: '/calls?page=2', headers: { 'x-key': 'k' } }])
  expect(await response.json()).toEqual({ data: [1] })
})

test('a response that was read has the status, the URL and the headers of the one that came, but for its lengths', async () => {
  await using server = await startServer((response) => {
    response.writeHead(201, 'Fertig \u00fc', { 'content-length': '2', 'x-request-id': 'req_1' }).end('[]')
  })
  const response = await readFrom(`${server.origin}/calls`)
  expect([response.status, response.url, response.ok]).toEqual([201, `${server.origin}/calls`, true])
  expect(response.statusText).toBe('Fertig \u00fc')
  const names = [...response.headers.keys()].filter((name) => !['connection', 'date', 'keep-alive'].includes(name))
  expect(names).toEqual(['x-request-id'])
  expect(response).toBeInstanceOf(Response)
  expect([response.bodyUsed, await response.clone().text(), await response.text(), response.bodyUsed]).toEqual([
    false,
    '[]',
    '[]',
    true,
  ])
})

test('bytes come out as bytes, and a response without a body has none', async () => {
  await using server = await startServer((response, { url }) =>
    url === '/empty' ? response.writeHead(204).end() : response.end(Buffer.from([0, 255, 10])),
  )
  expect(await (await readFrom(`${server.origin}/recording`, true)).bytes()).toEqual(new Uint8Array([0, 255, 10]))
  expect((await readFrom(`${server.origin}/empty`)).body).toBe(null)
})

test('a redirect is not followed, and what is sent once goes out with its length', async () => {
  await using server = await startServer((response) => response.writeHead(302, { location: '/calls' }).end())
  const request = createRequest(`${server.origin}/calls`, { method: 'POST', body: 'a' })
  const body = await new Response('a').arrayBuffer()
  expect((await sendByDefault(request, signal, body, {})).status).toBe(302)
  expect(server.received).toMatchObject([{ body: 'a', headers: { 'content-length': '1' } }])
  expect(initFor(signal, body, true)).toEqual({ signal, redirect: 'manual', body })
})

test('a failure is told in words that browsers are known to say, and in no others', () => {
  const failed = { host: 'api.acme.example', mask: (text: string) => text, encoding: undefined, hasStatus: false }
  const known = failureOf(new TypeError('Failed to fetch (api.acme.example?to=+15550101001)'), failed)
  expect(known).toEqual({ reason: 'Failed to fetch', cause: new Error('Failed to fetch') })
  expect(failureOf(new TypeError('Anna is out'), failed)).toEqual({ reason: 'unknown reason', cause: undefined })
  expect(failureOf('NetworkError', failed)).toEqual({ reason: 'unknown reason', cause: undefined })
})
