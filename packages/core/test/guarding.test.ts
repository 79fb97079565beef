import { inspect } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import { at, fieldErrors, providerMessage, saidIn } from '../src/index.js'
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
    ['Since 2026-11-01 08:00:00.123456 from 192.168.100.200', 'Since 2026-11-01 08:00:00.123456 from ***00'],
    ['0049-30-12345678 or 020.794.609.58', '***78 or ***58'],
    ['%2B15550101234, ann.smith%40example.com', '***34, ***'],
    ['"ann smith"@example.com or ann%2540example.com', '*** or ***'],
    ['ann&#64;example.com, ann&#x40;example.com', '***, ***'],
    ['ann\\u0040example.com, ann(at)example.com', '***, ***'],
    ['+\uff11\uff15\uff15\uff15\uff10\uff11\uff10\uff11\uff12\uff13\uff14', '***34'],
    ['sip:+15550101234@203.0.113.5:5060', 'sip:***:5060'],
  ])('what a platform says: %j', async (message, said) => {
    await using server = await startServer((response) => answerJson(response, { message, errors: { to: [message] } }, 422))
    const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls'))
    expect([error.message, providerMessage(error)]).toEqual(['acme GET /calls: 422 invalid-request, fields: to.', said])
    expect(fieldErrors(error)).toEqual({ to: [said] })
  })

  test('everything that prints an error, though who asks for the words gets them', async () => {
    const text = 'Ann Smith of +1 555 010 1234 is not reachable'
    const body = { message: text, errors: { to: [text], 'Ann Smith': [text] }, code: 'ANN_SMITH' }
    await using server = await startServer((response) =>
      response
        .writeHead(422, { 'content-type': 'application/json; for=Ann-Smith', 'x-request-id': 'Ann Smith' })
        .end(JSON.stringify(body)),
    )
    const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls'))
    const printed = [String(error), error.stack, JSON.stringify(error), JSON.stringify({ ...error }), Object.keys(error).join()]
    const inspected = [false, true].map((all) => inspect(error, { depth: null, showHidden: all, getters: all }))
    expect([...printed, ...inspected].join('\n')).not.toMatch(/ann|smith|reachable|010/i)
    expect(providerMessage(error)).toBe('Ann Smith of ***34 is not reachable')
  })

  test.each([
    ['x-request-id', '+15550101234'],
    ['x-request-id', '555-010-1234'],
    ['request-id', 'req_15550101234'],
    ['x-correlation-id', 'ann.smith@example.com'],
    ['cf-ray', 'ann-smith'],
  ])('the id of a request: %s %s', async (header, value) => {
    await using server = await startServer((response) => response.writeHead(500, { [header]: value }).end())
    const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls'))
    expect(error.requestId).toBeUndefined()
  })

  test('the names of the fields that a platform complains of', async () => {
    await using server = await startServer((response) => answerJson(response, { errors: { '+15550101234': ['is busy'] } }, 422))
    const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls'))
    expect([error.message, providerMessage(error)]).toEqual(['acme GET /calls: 422 invalid-request.', '***34: is busy'])
    expect(fieldErrors(error)).toEqual({ '***34': ['is busy'] })
  })

  test.each([
    ['{"data":[{"id":1,"to":"+15550101234","turns":["My name is Ann"],"text":"Hi, I am A', undefined],
    ['"name":"Ann Smith"', undefined],
    ['<calls><call><name>Ann Smith</name></call></calls>', undefined],
    ['name;number\nAnn Smith;+15550101234\n', undefined],
    ['- name: Ann Smith\n  text: Hello', undefined],
    ['Ann Smith: hello\nAgent: hello', undefined],
    ['Ann Smith","transcript":"my name is Ann"}]}', undefined],
    ['call_1,Ann Smith,hello', undefined],
    ['call_1\tAnn Smith\thello', undefined],
    ['<html><title>Call +1 555 010 1234</title><p>Ann Smith</p>', 'Call ***34'],
  ])('an answer that is not JSON: %j', async (body, said) => {
    await using server = await startServer((response) => response.writeHead(200, { 'content-type': 'text/Ann' }).end(body))
    const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls'))
    const what = body.startsWith('{') ? 'JSON that cannot be parsed. Try again.' : 'an unknown type. Check the base URL'
    expect(error.message).toContain(`GET /calls: expected JSON, received ${what}`)
    expect(providerMessage(error)).toBe(said)
  })

  test('a message of any length, without long thought', async () => {
    const message = 'a'.repeat(4_000_000)
    await using server = await startServer((response) => answerJson(response, { message }, 500))
    const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls'))
    expect(providerMessage(error)).toBe('a'.repeat(200))
  })
})

test('an error keeps a small part of a large answer', async () => {
  const body = { message: 'No plan', text: 'a'.repeat(100_000), data: Array.from({ length: 10_000 }, (_, id) => ({ id })) }
  await using server = await startServer((response) => answerJson(response, body, 400))
  const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls'))
  expect(providerMessage(error)).toBe('No plan')
  expect(JSON.stringify(saidIn(error)).length).toBeLessThan(10_000)
})

describe('a key that a platform repeats', () => {
  const apiKey = `12|a/b+c="d'(e)!*<f>&g%h`
  const each = (write: (character: string) => string) => apiKey.replace(/\W/g, write)
  const all = (write: (character: string) => string) => apiKey.replace(/./g, write)
  const hex = (character: string) => character.charCodeAt(0).toString(16).padStart(2, '0')
  const percent = (character: string) => `%${hex(character)}`
  const named = (text: string) =>
    text.replace(/[&"'<>]/g, (found) => ({ '&': '&amp;', '"': '&quot;', "'": '&#39;', '<': '&lt;', '>': '&gt;' })[found]!)

  test.each([
    ['as it is', apiKey],
    ['in another case', encodeURIComponent(apiKey).toLowerCase()],
    ['as a URL has it', encodeURIComponent(apiKey)],
    ['as a strict URL has it', each((found) => percent(found).toUpperCase())],
    ['as a URL in a URL has it', encodeURIComponent(encodeURIComponent(apiKey))],
    ['as HTML has it', named(apiKey)],
    ['as HTML has it within HTML', named(named(apiKey))],
    ['in numbers of HTML', each((found) => `&#${found.charCodeAt(0)};`)],
    ['in padded numbers of HTML', each((found) => `&#0${found.charCodeAt(0)};`)],
    ['in hexadecimal numbers of HTML', each((found) => `&#x${hex(found).toUpperCase()};`)],
    ['with the names of XML', named(apiKey).replaceAll('&#39;', '&apos;')],
    ['as a name in JSON', JSON.stringify(apiKey)],
    ['as PHP writes JSON', JSON.stringify(apiKey).replaceAll('/', '\\/')],
    ['escaped in JSON', each((found) => `\\u00${hex(found)}`)],
    ['as JSON in JSON', JSON.stringify(JSON.stringify(apiKey))],
    ['in HTML as JSON has it', JSON.stringify(named(apiKey))],
    ['with its letters too as a URL has them', all(percent)],
    ['with its letters too in numbers of HTML', all((found) => `&#${found.charCodeAt(0)};`)],
    ['with its letters too escaped in JSON', all((found) => `\\u00${hex(found)}`)],
    ['as JavaScript escapes it', each((found) => `\\x${hex(found)}`)],
    ['as mail has it', each((found) => `=${hex(found).toUpperCase()}`)],
    ['as a URL in HTML has it', each((found) => `&#37;${hex(found)}`)],
    ['in HTML as a URL has it', encodeURIComponent(all((found) => `&#${found.charCodeAt(0)};`))],
  ])('%s is masked', async (_, text) => {
    const seen: unknown[] = []
    await using server = await startServer((response) => answerJson(response, { message: text, errors: { [text]: [text] } }, 400))
    const options = { token: 'other', apiKey, baseUrl: server.origin, onError: (info: object) => seen.push(info) }
    const error = await failure(createAcme(options).send('GET', '/calls'))
    const all = JSON.stringify([error.message, providerMessage(error), fieldErrors(error), { ...error }, seen])
    expect(providerMessage(error)).toContain('***')
    // Each letter of the key stands between two of its marks.
    expect(all).not.toMatch(/12\W|\Wa\W|c\W*d|f\W*g/i)
  })
})

describe('the reason of a failed connection', () => {
  test('is told without the telephone number of the query', async () => {
    const reason = new Error('cannot reach https://api.acme.example/v1/calls?phone_number=%2B15550101234')
    expect((await failWith(reason)).message).toBe(
      'acme GET /calls: no response from api.acme.example (unknown reason). Check the base URL and the connection.',
    )
  })

  test('is told without a key, whatever its class', async () => {
    const error = await failWith(new RangeError(`Invalid port in https://x:${credentials.apiKey}`))
    expect([error.code, error.message]).toEqual(['network', expect.stringContaining('(unknown reason)')])
  })

  const failWith = (reason: unknown) =>
    failure(createAcme({ ...credentials, fetch: () => Promise.reject(reason) }).send('GET', '/calls'))

  test('is kept in its known words and its code', async () => {
    const reason = new TypeError('fetch failed', {
      cause: Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:443'), { code: 'ECONNREFUSED', socket: { port: 443 } }),
    })
    const { message, cause } = await failWith(reason)
    expect(message).toContain('(ECONNREFUSED)')
    expect(cause).toEqual(
      new Error('fetch failed', { cause: Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }) }),
    )
  })

  const { apiKey } = credentials
  const request = new Request('https://api.acme.example', { headers: { 'x-api-key': apiKey } })
  const cyclic: Error = new Error('round')
  cyclic.cause = cyclic
  test.each([
    ['its message repeats a key', new TypeError(`cannot send ${apiKey}`)],
    ['its cause repeats a key', new TypeError('fetch failed', { cause: new Error(`invalid header ${apiKey}`) })],
    ['it carries the request', Object.assign(new Error('failed'), { request })],
    ['it carries headers', Object.assign(new Error('read'), { config: { headers: { 'x-api-key': apiKey } } })],
    ['it has a key as a name', Object.assign(new Error('connect'), { sent: { [apiKey]: true } })],
    ['it has a key as its code', Object.assign(new Error('connect'), { code: apiKey })],
    ['it goes round', cyclic],
    ['its message names a person', new Error('Ann Smith cannot connect')],
    ['its cause repeats an address', new TypeError('fetch failed', { cause: new Error('sent to ann%40example.com') })],
    ['a member is the number of a telephone', Object.assign(new Error('connect'), { to: 15550101234 })],
    ['a member is a text', Object.assign(new Error('connect'), { data: 'HTTP/1.1 200 OK\r\n\r\nHello Ann' })],
    ['a member is called after a person', Object.assign(new Error('connect'), { 'Ann Smith': true })],
    ['it is no error', { message: 'Ann Smith', code: 'ECONNREFUSED' }],
  ])('leaves out all else where %s', async (_, reason) => {
    const error = await failWith(reason)
    expect(error.code).toBe('network')
    const printed = inspect(error, { depth: null, showHidden: true, getters: true })
    expect(printed).not.toContain(apiKey)
    expect(printed.replaceAll(/^ +at .*$/gm, '')).not.toMatch(/Ann|ann%|0101|Hello/)
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
      'acme GET /calls: expected an array at data, received undefined. Try again, and report it if it persists.',
    )
  })

  test('of an error is neither its message nor a way to other objects', async () => {
    const body = `{"__proto__":{"message":"from above"},"errors":{"__proto__":["is no field"],"constructor":["is none either"]}}`
    await using server = await startServer((response) => response.writeHead(422).end(body))
    const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls'))
    expect(error.message).toBe('acme GET /calls: 422 invalid-request, fields: __proto__, constructor.')
    expect(providerMessage(error)).toBe('__proto__: is no field; constructor: is none either')
    expect(Object.entries(fieldErrors(error) ?? {})).toEqual([
      ['__proto__', ['is no field']],
      ['constructor', ['is none either']],
    ])
    expect(Object.getPrototypeOf(fieldErrors(error))).toBe(Object.prototype)
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
      'acme GET /calls: expected an array at data, received undefined. Try again, and report it if it persists.',
    )
    expect((await failure(all(client.paginate('/offsets')))).message).toBe(
      'acme GET /offsets: offset 0 has no counter that says whether rows follow. Try again, and report it if it persists.',
    )
  })

  test('in an error leaves the status to say what there is to say', async () => {
    await using server = await startServer((response) =>
      response.writeHead(500).end(`{"message":${nested},"error":${nested},"errors":{"to":${nested}}}`),
    )
    const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls'))
    expect(error.message).toBe('acme GET /calls: 500 server, fields: to. Try again later.')
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
      message: 'acme GET /calls: expected JSON, received JSON that cannot be parsed. Try again.',
    })
  })
})
