import { expect, test } from 'vitest'
import { createAcme, credentials, failure } from './acme.js'
import { answerJson, startServer } from './server.js'

test.each([
  ['joins an array with commas where the spec says so', { include: ['transcript', 'metrics'] }, '?include=transcript,metrics'],
  ['encodes a comma within an item of such an array', { include: ['a,b', 'c'] }, '?include=a%2Cb,c'],
  ['repeats the name of any other array', { tag: ['new', 'old'] }, '?tag=new&tag=old'],
  ['encodes a plus', { phone_number: '+14155551234' }, '?phone_number=%2B14155551234'],
  ['encodes what would begin another parameter', { phone_number: 'a&page=2#b c' }, '?phone_number=a%26page%3D2%23b%20c'],
  ['leaves out undefined, null and empty arrays', { page: undefined, tag: [], include: [], phone_number: null }, ''],
  ['keeps zero, false and the empty string', { page: 0, most_recent: false, search: '' }, '?page=0&most_recent=false&search='],
])('the query %s', async (_, query, expected) => {
  await using server = await startServer((response) => answerJson(response, { data: [] }))
  await createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls', { params: { query } })
  expect(server.received.map(({ url }) => url)).toEqual([`/calls${expected}`])
})

test('a query serializer of the caller wins for its request', async () => {
  await using server = await startServer((response) => answerJson(response, { data: [] }))
  const client = createAcme({ ...credentials, baseUrl: server.origin })
  await client.GET('/calls', { params: { query: { include: ['a', 'b'] } }, querySerializer: () => 'own=1' })
  expect(server.received[0]?.url).toBe('/calls?own=1')
})

test.each([
  ['call_123', '/calls/call_123'],
  ['a/b', '/calls/a%2Fb'],
  ['../agents', '/calls/..%2Fagents'],
  ['%2e%2e', '/calls/%252e%252e'],
  ['a?b#c', '/calls/a%3Fb%23c'],
  ['a\\b', '/calls/a%5Cb'],
  ['+1 415', '/calls/%2B1%20415'],
  [42, '/calls/42'],
])('the path parameter %j stays in its segment', async (id, expected) => {
  await using server = await startServer((response) => answerJson(response, { id: 1 }))
  await createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls/{id}', { params: { path: { id } } })
  expect(server.received.map(({ url }) => url)).toEqual([expected])
})

test.each([
  ['', '""'],
  ['.', '"."'],
  ['..', '".."'],
  [undefined, 'missing'],
  [null, 'null'],
  [{}, '{}'],
])('the path parameter %j is refused without a request', async (id, said) => {
  await using server = await startServer((response) => answerJson(response, { id: 1 }))
  const client = createAcme({ ...credentials, baseUrl: server.origin })
  const error = await failure(client.send('GET', '/calls/{id}', { params: { path: { id } } }))
  expect({ code: error.code, provider: error.provider }).toEqual({ code: 'invalid-request', provider: 'acme' })
  expect(error.message).toBe(`acme GET /calls/{id}: the path parameter id is ${said}. Pass a non-empty id.`)
  expect(server.received).toEqual([])
})

test.each([undefined, {}, { params: undefined }, { params: {} }, { params: { path: undefined } }])(
  'a request without its path parameter (%j) is refused',
  async (init) => {
    await using server = await startServer((response) => answerJson(response, { id: 1 }))
    // The compiler refuses each of these.
    const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).GET('/calls/{id}', init as never))
    expect(error.message).toBe('acme GET /calls/{id}: the path parameter id is missing. Pass a non-empty id.')
    expect(server.received).toEqual([])
  },
)

test('a path parameter with half a character is refused', async () => {
  const error = await failure(createAcme(credentials).send('GET', '/calls/{id}', { params: { path: { id: 'call_\ud83d' } } }))
  expect(error.message).toBe('acme GET /calls/{id}: the path parameter id is "call_\\ud83d". Pass a non-empty id.')
})

// No UTF-8, and so no URL, can hold half a surrogate pair; an object without a prototype has no text.
test.each([
  ['the query parameter "phone_number"', '/calls', { query: { phone_number: 'a\ud83d' } }],
  ['the query parameter "include"', '/calls', { query: { include: ['a', '\udc00'] } }],
  ['the query parameter "tag"', '/calls', { query: { tag: ['a', Object.create(null)] } }],
  ['the query parameter "\\ud83d"', '/calls', { query: { '\ud83d': 1 } }],
])('%s that no URL can hold is refused without a request', async (what, path, params) => {
  await using server = await startServer((response) => answerJson(response, { id: 1 }))
  const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).send('GET', path, { params }))
  expect({ code: error.code, message: error.message }).toEqual({
    code: 'invalid-request',
    message: `acme GET ${path}: ${what} cannot be written in a URL. Pass whole characters.`,
  })
  expect(server.received).toEqual([])
})
