import { request } from 'node:http'
import { butter } from '@callspec/all'
import { callsOfLog, serveMcpHttp } from '@callspec/mcp'
import { callLog } from 'callspec'
import { afterAll, expect, test } from 'vitest'

const calls = callsOfLog(callLog([butter({ apiKey: 'none' })]))
const server = await serveMcpHttp(calls)
afterAll(() => server.close())

const LIST = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' })
const HEADERS = {
  authorization: `Bearer ${server.token}`,
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
}

/** The status of an answer, and what it says. `fetch` would set Host itself. */
function ask(headers: Record<string, string>, body = LIST, path = '/mcp'): Promise<[number | undefined, string]> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, server.address), { method: 'POST', headers }, async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
      resolve([response.statusCode, Buffer.concat(chunks).toString()])
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

test('whoever has the token is answered', async () => {
  expect(await ask(HEADERS)).toEqual([200, expect.stringContaining('list_calls')])
})

test.each([
  ['no token', { authorization: '' }, 401],
  ['another token', { authorization: `Bearer ${'x'.repeat(32)}` }, 401],
  ['the beginning of the token', { authorization: HEADERS.authorization.slice(0, -1) }, 401],
  ['another name of this machine', { host: 'callspec.attacker.example' }, 403],
  ['a page of another origin', { origin: 'https://attacker.example' }, 403],
  ['a page of another port', { origin: 'http://127.0.0.1:1' }, 403],
])('%s is refused before anything is read', async (_, headers, status) => {
  const [code, text] = await ask({ ...HEADERS, ...headers })
  expect([code, text]).toEqual([status, expect.not.stringContaining('list_calls')])
  expect(text).not.toContain(server.token)
})

test('a body without an end is refused, and so is another path', async () => {
  expect((await ask(HEADERS, JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'x'.repeat(2_000_000) })))[0]).toBe(413)
  expect((await ask(HEADERS, LIST, '/'))[0]).toBe(404)
})

test('a token that could be guessed, and a cap that leaves no room, are refused', async () => {
  await expect(serveMcpHttp(calls, { token: 'secret' })).rejects.toThrow(
    "The server's token has 6 characters. Pass 16 or more without blanks",
  )
  await expect(serveMcpHttp(calls, { maxTokens: 10 })).rejects.toThrow(
    'Invalid maxTokens: received 10. Pass a whole number from 1000 on.',
  )
})
