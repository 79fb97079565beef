import { expect, test } from 'vitest'
import { createSender, isCallspecError, type SendInit } from '../src/index.js'
import { acme, createAcme, credentials } from './acme.js'
import { startServer } from './server.js'

type Answer = [status: number, body: string, headers?: Record<string, string>]

// What stands around openapi-fetch, and what stands alone, send and read alike.
test.each<[string, Parameters<ReturnType<typeof createSender>['send']>, Answer]>([
  ['a list', ['GET', '/calls', { params: { query: { page: 2, status: ['a', 'b'], none: undefined } } }], [200, '{"data":[]}']],
  ['a single call', ['GET', '/calls/{id}', { params: { path: { id: 'a/b ü' } } }], [200, '{"id":7}']],
  ['a list that is asked for by a body', ['POST', '/search', { body: { page: 1 } }], [200, '[]']],
  ['an answer without a body', ['DELETE', '/calls/{id}', { params: { path: { id: '7' } } }], [204, '']],
  ['an empty success', ['GET', '/calls'], [200, '']],
  ['a page that is not JSON', ['GET', '/calls'], [200, '<title>Log in</title>', { 'content-type': 'text/html' }]],
  ['a 200 that says it failed', ['GET', '/calls'], [200, '{"success":false,"message":"No plan"}']],
  ['a refusal', ['GET', '/calls'], [422, '{"errors":{"page":["is wrong"]}}', { 'x-request-id': 'req-7a' }]],
  ['a refusal in text', ['GET', '/calls'], [403, 'error code: 1010', { 'content-type': 'text/plain' }]],
  ['a path without its value', ['GET', '/calls/{id}'], [200, '{}']],
])('a sender and a client send and give the same: %s', async (_, [method, path, init = {}], [status, body, headers = {}]) => {
  await using server = await startServer((response) => response.writeHead(status, headers).end(body))
  const options = { ...credentials, baseUrl: server.origin, retries: 0 }
  const outcomes = []
  for (const { send } of [createSender(acme, options), createAcme(options)]) {
    for (const unparsed of [false, true]) {
      const own: SendInit = { ...init, unparsed }
      const open = async () => {
        const data = await send(method, path, own)
        return typeof data === 'function' ? data() : data
      }
      const outcome = await open().catch((error: unknown) => {
        if (isCallspecError(error)) return { ...error, message: error.message }
        throw error
      })
      outcomes.push([outcome, server.received.splice(0)])
    }
  }
  for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0])
})

test('a sender reads the environment and checks its options as a client does', () => {
  expect(() => createSender(acme, {})).toThrow('Missing Acme apiKey.')
  expect(() => createSender(acme, { ...credentials, timeoutMs: 0 })).toThrow('Invalid timeoutMs of acme')
})
