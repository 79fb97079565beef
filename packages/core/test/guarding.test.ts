import { inspect } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import { at } from '../src/index.js'
import { all, createAcme, credentials, failure } from './acme.js'
import { answerJson, startServer } from './server.js'

describe('people stay out of', () => {
  test.each([
    ['+1 (555) 010-1234 is not reachable', '***34 is not reachable'],
    ['Call (555) 010-1234 or 555.010.1234', 'Call ***34 or ***34'],
    ['15550101234 or ann.smith@example.com', '***34 or ***'],
    ['06 12 34 56 78, 020 7946 0958 or 030/1234567', '***78, ***58 or ***67'],
    ['+33\u00a06\u00a012\u00a034\u00a056\u00a078 and +1\u2011555\u2011010\u20111234', '***78 and ***34'],
    ['No call 4711 on 2026-11-01 at 08:00:00', 'No call 4711 on 2026-11-01 at 08:00:00'],
    ['Since 11/01/2026 from 192.168.100.200', 'Since 11/01/2026 from 192.168.100.200'],
  ])('what a platform says: %j', async (message, said) => {
    await using server = await startServer((response) => answerJson(response, { message, errors: { to: [message] } }, 422))
    const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls'))
    expect(error.message).toBe(`acme GET /calls: 422 invalid-request, the platform said "${said}", to: ${said}.`)
    expect(error.fieldErrors).toEqual({ to: [said] })
  })

  test('the names of the fields that a platform complains of', async () => {
    await using server = await startServer((response) => answerJson(response, { errors: { '+15550101234': ['is busy'] } }, 422))
    const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls'))
    expect(error.message).toBe('acme GET /calls: 422 invalid-request, ***34: is busy.')
    expect(error.fieldErrors).toEqual({ '***34': ['is busy'] })
  })

  test.each([
    [
      '{"data":[{"id":1,"to":"+15550101234","name":"Ann \\"A\\" Smith","turns":["Hello","My name is Ann"],"text":"Hi, I am A',
      '{"data":[{"id":1,"to":"***","name":"***","turns":["***","***"],"text":"***"',
    ],
    ['<p title="x">Call +1 555 010 1234</p>', '<p title="x">Call ***34</p>'],
    ['Warning: slow {"name":"Ann Smith","text":"Hi', 'Warning: slow {"name":"***","text":"***"'],
    ['<br><b>Warning</b> {"name":"Ann Smith"}', '<br><b>Warning</b> {"name":"***"}'],
    [')]}\',{"name":"Ann Smith"}', ')]}\',{"name":"***"}'],
    ['"name":"Ann Smith"', '"name":"***"'],
  ])('an answer that is not JSON: %j', async (body, said) => {
    await using server = await startServer((response) => response.end(body))
    const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls'))
    expect(error.message).toContain(`expected JSON, received "${said}" (`)
  })

  test('a message of any length, without long thought', async () => {
    const message = 'a'.repeat(4_000_000)
    await using server = await startServer((response) => answerJson(response, { message }, 500))
    const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls'))
    expect(error.message).toBe(`acme GET /calls: 500 server, the platform said "${'a'.repeat(200)}". Try again later.`)
  })
})

describe('a key that a platform repeats', () => {
  const apiKey = '12|a/b+c="d'

  test.each([
    ['as it is', apiKey],
    ['in another case', encodeURIComponent(apiKey).toLowerCase()],
    ['as a URL has it', encodeURIComponent(apiKey)],
    ['as a name in JSON', `{${JSON.stringify(apiKey)}: `],
    ['as PHP writes JSON', `{${JSON.stringify(apiKey).replaceAll('/', '\\/')}: `],
  ])('%s is masked', async (_, body) => {
    await using server = await startServer((response) => response.end(body))
    const error = await failure(createAcme({ token: 'other', apiKey, baseUrl: server.origin }).send('GET', '/calls'))
    expect(error.message).toContain('***')
    expect(error.message).not.toMatch(/12(\||%7C)a/i)
  })
})

describe('the reason of a failed connection', () => {
  test('is told without the telephone number of the query', async () => {
    const reason = new Error('cannot reach https://api.acme.example/v1/calls?phone_number=%2B15550101234')
    expect((await failWith(reason)).message).toBe(
      'acme GET /calls: no answer from api.acme.example (cannot reach https://api.acme.example/v1/calls?phone_number=%2B***34). Check the base URL and the connection.',
    )
  })

  test('is told without a key, whatever its class', async () => {
    const error = await failWith(new RangeError(`Invalid port in https://x:${credentials.apiKey}`))
    expect([error.code, error.message]).toEqual(['network', expect.stringContaining('(Invalid port in https://x:***)')])
  })

  const failWith = (reason: unknown) =>
    failure(createAcme({ ...credentials, fetch: () => Promise.reject(reason) }).send('GET', '/calls'))

  test('is kept where it holds nothing but plain values', async () => {
    const reason = new TypeError('fetch failed', {
      cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED', socket: { port: 443 } }),
    })
    expect((await failWith(reason)).cause).toBe(reason)
  })

  const { apiKey } = credentials
  const request = new Request('https://api.acme.example', { headers: { 'x-api-key': apiKey } })
  const cyclic: Error = new Error('round')
  cyclic.cause = cyclic
  test.each([
    ['its message repeats a key', new TypeError(`cannot send ${apiKey}`)],
    ['its cause repeats a key', new TypeError('fetch failed', { cause: new Error(`invalid header ${apiKey}`) })],
    ['it carries the request', Object.assign(new Error('failed'), { request })],
    ['it carries headers', Object.assign(new Error('failed'), { config: { headers: { 'x-api-key': apiKey } } })],
    ['it has a key as a name', Object.assign(new Error('failed'), { sent: { [apiKey]: true } })],
    ['it goes round', cyclic],
  ])('is left out where %s', async (_, reason) => {
    const error = await failWith(reason)
    expect(error.code).toBe('network')
    expect('cause' in error).toBe(false)
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(apiKey)
  })
})

describe('a member named __proto__, constructor or prototype', () => {
  const hostile =
    '{"__proto__":{"polluted":true,"message":"from above","data":[1]},"constructor":{"prototype":{"polluted":true}},"prototype":{"polluted":true}}'

  test('of an answer changes no other object', async () => {
    await using server = await startServer((response) => response.end(hostile))
    const answer = await createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls')
    expect(JSON.stringify(answer)).toBe(hostile)
    expect(Object.getPrototypeOf(answer)).toBe(Object.prototype)
    expect('polluted' in {}).toBe(false)
  })

  test('of an answer is no part of what is read from it', async () => {
    await using server = await startServer((response) => response.end(hostile))
    const error = await failure(all(createAcme({ ...credentials, baseUrl: server.origin }).paginate('/calls')))
    expect(error.message).toBe(
      'acme GET /calls: expected an array at data, received undefined. Try again, and report it if it stays so.',
    )
  })

  test('of an error is neither its message nor a way to other objects', async () => {
    const body = `{"__proto__":{"message":"from above"},"errors":{"__proto__":["is no field"],"constructor":["is none either"]}}`
    await using server = await startServer((response) => response.writeHead(422).end(body))
    const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls'))
    expect(error.message).toBe('acme GET /calls: 422 invalid-request, __proto__: is no field; constructor: is none either.')
    expect(Object.entries(error.fieldErrors ?? {})).toEqual([
      ['__proto__', ['is no field']],
      ['constructor', ['is none either']],
    ])
    expect(Object.getPrototypeOf(error.fieldErrors)).toBe(Object.prototype)
  })

  test.each([[['__proto__']], [['constructor', 'name']], [['toString']], [['data', '__proto__']]])(
    'is not found at %j unless it is the own member of an answer',
    (path) => {
      expect(at({ data: {} }, path)).toBeUndefined()
    },
  )

  test('is found where it is an own member', () => {
    expect(at(JSON.parse(hostile), ['__proto__', 'message'])).toBe('from above')
  })
})

describe('an answer that is nested without end', () => {
  const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`

  test('in a row is given to the caller as it came', async () => {
    await using server = await startServer((response) => response.end(`{"data":[{"id":1,"more":${nested}}],"pagination":{}}`))
    const client = createAcme({ ...credentials, baseUrl: server.origin })
    const [row] = ((await client.send('GET', '/calls')) as { data: { id: number }[] }).data
    expect(row?.id).toBe(1)
  })

  test('in place of counters or rows is an unexpected response', async () => {
    await using server = await startServer((response, { url }) =>
      response.end(url.startsWith('/calls') ? nested : `{"data":[],"pagination":{"total":${nested}}}`),
    )
    const client = createAcme({ ...credentials, baseUrl: server.origin })
    expect((await failure(all(client.paginate('/calls')))).message).toBe(
      'acme GET /calls: expected an array at data, received undefined. Try again, and report it if it stays so.',
    )
    expect((await failure(all(client.paginate('/offsets')))).message).toBe(
      'acme GET /offsets: offset 0 has no counter that tells whether rows follow. Try again, and report it if it stays so.',
    )
  })

  test('in an error leaves the status to say what there is to say', async () => {
    await using server = await startServer((response) =>
      response.writeHead(500).end(`{"message":${nested},"error":${nested},"errors":{"to":${nested}}}`),
    )
    const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls'))
    expect(error.message).toBe('acme GET /calls: 500 server, to. Try again later.')
  })

  test('is an unexpected response where the parser of the runtime gives up', async () => {
    await using server = await startServer((response) => response.end('[[['))
    const client = createAcme({ ...credentials, baseUrl: server.origin })
    // Node's own does not recurse.
    const parse = JSON.parse
    const parser = vi.spyOn(JSON, 'parse').mockImplementation((text) => {
      if (text === '[[[') throw new RangeError('Maximum call stack size exceeded')
      return parse(text)
    })
    const error = await failure(client.send('GET', '/calls')).finally(() => parser.mockRestore())
    expect({ code: error.code, message: error.message }).toEqual({
      code: 'unexpected-response',
      message:
        'acme GET /calls: expected JSON, received "[[[" (no content type). Check the base URL (ACME_BASE_URL or { baseUrl }), like https://api.acme.example/v1.',
    })
  })
})
