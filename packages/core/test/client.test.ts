import { expect, test } from 'vitest'
import { type AcmeOptions, all, createAcme, credentials } from './acme.js'
import { answerJson, startServer } from './server.js'

const create = (options: Partial<AcmeOptions>) => createAcme({ ...credentials, ...options })

test('a success gives data and response, and no error', async () => {
  await using server = await startServer((response) => {
    response.setHeader('x-ratelimit-remaining', '99')
    answerJson(response, { data: [{ id: 1 }] })
  })
  const { data, error, response } = await create({ baseUrl: server.origin }).GET('/calls', {
    params: { query: { status: 'completed' } },
  })
  expect({ data, error }).toEqual({ data: { data: [{ id: 1 }] }, error: undefined })
  expect({ status: response.status, ok: response.ok, url: response.url }).toEqual({
    status: 200,
    ok: true,
    url: `${server.origin}/calls?status=completed`,
  })
  expect(response.headers.get('x-ratelimit-remaining')).toBe('99')
})

test('an answer that is no success gives error and response, and no data', async () => {
  await using server = await startServer((response) => answerJson(response, { message: 'Unauthorized' }, 401))
  const { data, error, response } = await create({ baseUrl: server.origin }).GET('/calls')
  expect({ data, error, status: response.status }).toEqual({ data: undefined, error: { message: 'Unauthorized' }, status: 401 })
})

test('an empty 401 is told by the response', async () => {
  await using server = await startServer((response) => response.writeHead(401).end())
  const { data, error, response } = await create({ baseUrl: server.origin }).GET('/calls')
  expect({ data, error: error || undefined, ok: response.ok }).toEqual({ data: undefined, error: undefined, ok: false })
})

test('a body travels as JSON', async () => {
  await using server = await startServer((response) => answerJson(response, { data: { calls: [] } }))
  await create({ baseUrl: server.origin }).POST('/search', { body: { page: 0, status: 'Zoë' } })
  expect(server.received.map(({ method, url, body, headers }) => ({ method, url, body, type: headers['content-type'] }))).toEqual(
    [{ method: 'POST', url: '/search', body: '{"page":0,"status":"Zoë"}', type: 'application/json' }],
  )
})

test('request takes any method, in lower case as well', async () => {
  await using server = await startServer((response) => answerJson(response, { id: 7 }))
  const client = create({ baseUrl: server.origin })
  const params = { path: { id: '7' } }
  expect((await client.request('get', '/calls/{id}', { params })).data).toEqual({ id: 7 })
  expect((await client.request('delete', '/calls/{id}', { params })).data).toEqual({ id: 7 })
  expect(server.received.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /calls/7', 'DELETE /calls/7'])
})

test('headers of one request are added to the credentials', async () => {
  await using server = await startServer((response) => answerJson(response, { data: [] }))
  await create({ baseUrl: server.origin }).GET('/calls', { headers: { 'x-trace': 'abc' } })
  expect(server.received[0]?.headers).toMatchObject({ 'x-trace': 'abc', 'x-api-key': credentials.apiKey })
})

test('parseAs gives the body in the form that was asked for', async () => {
  await using server = await startServer((response) => answerJson(response, { data: 'Zoë' }))
  const client = create({ baseUrl: server.origin })
  const text = '{"data":"Zoë"}'
  expect((await client.GET('/calls', { parseAs: 'text' })).data).toBe(text)
  const { data: buffer } = await client.GET('/calls', { parseAs: 'arrayBuffer' })
  expect(new TextDecoder().decode(buffer)).toBe(text)
  expect(await (await client.GET('/calls', { parseAs: 'blob' })).data?.text()).toBe(text)
  const { data: stream } = await client.GET('/calls', { parseAs: 'stream' })
  expect(await new Response(stream).text()).toBe(text)
})

test('parseAs text takes an answer that is empty or not JSON', async () => {
  await using server = await startServer((response, { url }) => response.end(url === '/calls' ? '' : '<html>'))
  const client = create({ baseUrl: server.origin })
  expect((await client.GET('/calls', { parseAs: 'text' })).data).toBe('')
  expect((await client.GET('/offsets', { parseAs: 'text' })).data).toBe('<html>')
})

test('middleware sees request and response, in order, until it is ejected', async () => {
  await using server = await startServer((response) => answerJson(response, { data: [] }))
  const client = create({ baseUrl: server.origin })
  const log: string[] = []
  const named = (name: string) => ({
    onRequest({ request, schemaPath }: { request: Request; schemaPath: string }) {
      log.push(`${name} asks ${schemaPath}`)
      request.headers.append('x-trace', name)
    },
    onResponse({ response }: { response: Response }) {
      log.push(`${name} got ${response.status}`)
    },
  })
  const [first, second] = [named('first'), named('second')]
  client.use(first, second)
  await client.GET('/calls')
  client.eject(first)
  await client.GET('/calls')
  expect(log).toEqual([
    'first asks /calls',
    'second asks /calls',
    'second got 200',
    'first got 200',
    'second asks /calls',
    'second got 200',
  ])
  expect(server.received.map(({ headers }) => headers['x-trace'])).toEqual(['first, second', 'second'])
})

test('middleware can change the answer and is used by paginate and send too', async () => {
  await using server = await startServer((response) =>
    answerJson(response, { data: [{ id: 1 }], pagination: { has_more: false } }),
  )
  const client = create({ baseUrl: server.origin })
  client.use({
    async onResponse({ response }) {
      const body = await response.json()
      return Response.json({ ...body, data: [{ id: 2 }] })
    },
  })
  expect((await client.GET('/calls')).data?.data).toEqual([{ id: 2 }])
  expect(await client.send('GET', '/calls')).toMatchObject({ data: [{ id: 2 }] })
  expect(await all(client.paginate('/calls'))).toEqual([{ id: 2 }])
})

test('middleware gets the error of a failed connection', async () => {
  const seen: unknown[] = []
  const client = create({ fetch: () => Promise.reject(new TypeError('fetch failed')) })
  client.use({
    onError({ error }) {
      seen.push(error)
    },
  })
  await expect(client.GET('/calls')).rejects.toMatchObject({ code: 'network' })
  expect(seen).toMatchObject([{ name: 'CallspecError', code: 'network' }])
})

test('two clients share nothing', async () => {
  await using server = await startServer((response) => answerJson(response, { data: [] }))
  const one = create({ baseUrl: server.origin })
  const two = createAcme({ apiKey: 'other', token: 'other', baseUrl: server.origin })
  one.use({ onRequest: ({ request }) => request.headers.set('x-one', '1') })
  await two.GET('/calls')
  expect(server.received[0]?.headers).toMatchObject({ 'x-api-key': 'other' })
  expect(server.received[0]?.headers).not.toHaveProperty('x-one')
})

test('send gives the body of a success', async () => {
  await using server = await startServer((response) => answerJson(response, { id: 7 }))
  const client = create({ baseUrl: server.origin })
  expect(await client.send('GET', '/calls/{id}', { params: { path: { id: 7 } } })).toEqual({ id: 7 })
  expect(await client.send('POST', '/search', { body: { page: 3 } })).toEqual({ id: 7 })
  expect(server.received.map(({ url, body }) => url + body)).toEqual(['/calls/7', '/search{"page":3}'])
})
