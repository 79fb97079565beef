import { describe, expect, test } from 'vitest'
import { providerMessage } from '../src/index.js'
import { all, createAcme, credentials, failure } from './acme.js'
import { answerJson, startServer } from './server.js'

const create = (baseUrl: string) => createAcme({ ...credentials, baseUrl })
const SAID = 'acme GET /calls: 200 unexpected-response, the response says that the request failed.'
const page = (more: object) => ({ data: [{ id: 1 }], pagination: { total: 3, has_more: true, page: 1 }, ...more })

describe('a 200 that says it failed', () => {
  test.each([
    ['a flag', { success: false, message: 'Subscription expired', data: [] }],
    ['a word', { status: 'error', message: 'Subscription expired', data: null }],
    ['an error', { error: 'Subscription expired', data: [] }],
    ['an error of its own', { error: { code: 7, message: 'Subscription expired' } }],
  ])('by %s is an error of send, paginate and unwrap with the words of the platform', async (_, body) => {
    await using server = await startServer((response) => answerJson(response, body))
    const client = create(server.origin)
    for (const promise of [client.send('GET', '/calls'), all(client.paginate('/calls')), client.unwrap(client.GET('/calls'))]) {
      const error = await failure(promise)
      expect([error.code, error.status, error.message, providerMessage(error)]).toEqual([
        'unexpected-response',
        200,
        SAID,
        'Subscription expired',
      ])
    }
    expect(server.received).toHaveLength(3)
  })

  test('is told in the words of the error, also where the message is that of a success', async () => {
    const body = { message: 'Calls retrieved', error: { message: 'Subscription expired' }, data: [] }
    await using server = await startServer((response) => answerJson(response, body))
    const error = await failure(create(server.origin).send('GET', '/calls'))
    expect(providerMessage(error)).toBe('Calls retrieved; Subscription expired')
  })

  test('is the error of GET, beside a response that is a success', async () => {
    const body = { success: false, message: 'Subscription expired', data: [] }
    await using server = await startServer((response) => answerJson(response, body))
    for (const middleware of [[], [{ onRequest: () => undefined }]]) {
      const { data, error, response } = await create(server.origin).GET('/calls', { middleware })
      expect({ data, error, status: response.status }).toEqual({ data: undefined, error: body, status: 200 })
    }
  })

  test('is an error on a later page, also where a middleware looks at answers', async () => {
    for (const watched of [false, true]) {
      const bodies = [
        page({}),
        { success: false, message: 'Subscription expired', data: [], pagination: { has_more: false, page: 2 } },
      ]
      await using server = await startServer((response) => answerJson(response, bodies.shift()))
      const client = create(server.origin)
      if (watched) client.use({ onRequest: () => undefined })
      const ids: number[] = []
      const reading = async () => {
        for await (const { id } of client.paginate('/calls')) ids.push(id)
      }
      const error = await failure(reading())
      expect([error.message, providerMessage(error), ids]).toEqual([SAID, 'Subscription expired', [1]])
    }
  })

  test.each([
    [
      'its documented word',
      { success: false, error: { code: 'INVALID_TOKEN', message: 'Wrong' } },
      'unauthorized',
      ', INVALID_TOKEN. Check apiKey and token.',
    ],
    ['the status that it names', { success: false, status_code: 403 }, 'forbidden', '. Check what apiKey and token may do.'],
    ['nothing that is known', { success: false, error: { code: 'ANN_SMITH' } }, 'unexpected-response', '.'],
  ])('has the code of %s', async (_, body, code, end) => {
    await using server = await startServer((response) => answerJson(response, body))
    const error = await failure(create(server.origin).send('GET', '/calls'))
    expect([error.code, error.message]).toEqual([
      code,
      `acme GET /calls: 200 ${code}, the response says that the request failed${end}`,
    ])
  })

  test.each([
    { success: true },
    { success: null },
    { success: 0 },
    { success: 'false' },
    { status: 'success' },
    { status: null },
    { status: 500 },
    { error: null },
    { error: '' },
    { error: {} },
    { error: [] },
    { error: false },
    { error: 0 },
    { data: { success: false } },
  ])('is not one that says %j: only what is documented counts', async (more) => {
    await using server = await startServer((response) => answerJson(response, { id: 7, ...more }))
    expect(await create(server.origin).send('GET', '/calls')).toEqual({ id: 7, ...more })
  })
})

describe('unwrap', () => {
  test('gives the body of a success, and nothing where there is none', async () => {
    await using server = await startServer((response, { method }) =>
      method === 'DELETE' ? response.writeHead(204).end() : answerJson(response, { id: 7 }),
    )
    const client = create(server.origin)
    const call = await client.unwrap(client.GET('/calls/{id}', { params: { path: { id: '7' } } }))
    expect(call.id).toBe(7)
    expect(await client.unwrap(client.DELETE('/calls/{id}', { params: { path: { id: '7' } } }))).toBeUndefined()
    expect(await client.unwrap(await client.GET('/calls/{id}', { params: { path: { id: '7' } }, parseAs: 'text' }))).toBe(
      '{"id":7}',
    )
  })

  test('throws for GET what the iterator throws', async () => {
    await using server = await startServer((response) => answerJson(response, { message: 'Unknown key' }, 401))
    const client = create(server.origin)
    const [one, other] = [await failure(client.unwrap(client.GET('/calls'))), await failure(all(client.paginate('/calls')))]
    expect(one).toEqual(other)
    expect([one.message, providerMessage(one)]).toEqual([
      'acme GET /calls: 401 unauthorized. Check apiKey and token.',
      'Unknown key',
    ])
    const lower = await failure(client.unwrap(client.request('get', '/calls')))
    expect(lower.message).toBe(one.message)
  })

  test('throws for an empty body as well', async () => {
    await using server = await startServer((response) => response.writeHead(401).end())
    const client = create(server.origin)
    expect((await failure(client.unwrap(client.GET('/calls')))).message).toBe(
      'acme GET /calls: 401 unauthorized. Check apiKey and token.',
    )
  })
})
