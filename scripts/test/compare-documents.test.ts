import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compareDocuments } from '../src/drift/compare-documents.ts'
import { knownLines } from '../src/drift/known.ts'
import { readDocument } from '../src/drift/read-document.ts'
import type { Json } from '../src/drift/record.ts'
import { providers, root } from '../src/specs.ts'

/** A document of one operation, `GET /calls`, that answers with a schema or as it is told. */
function document(operation: Json, rest: Json = {}): Json {
  return { openapi: '3.1.0', servers: [{ url: 'https://api.acme.test' }], paths: { '/calls': { get: operation } }, ...rest }
}

const answering = (schema: unknown, schemas: Json = {}) =>
  document({ responses: { 200: { content: { 'application/json': { schema } } } } }, { components: { schemas } })

const taking = (schema: unknown, body: Json = {}) =>
  document({ requestBody: { content: { 'application/json': { schema } }, ...body } })

const withParameters = (...parameters: Json[]) => document({ parameters })

const lines = (ours: Json, theirs: Json) => knownLines(compareDocuments(ours, theirs))

const object = (properties: Json, required: string[] = []) => ({ type: 'object', properties, required })

describe('schemas that say the same', () => {
  const word = { type: 'string', enum: ['a', 'b'] }

  test.each<[string, unknown, unknown]>([
    ['null among the types, and nullable', { type: ['string', 'null'] }, { type: 'string', nullable: true }],
    ['null as a branch, and nullable', { anyOf: [{ type: 'string' }, { type: 'null' }] }, { type: 'string', nullable: true }],
    ['nullable beside allOf', { anyOf: [word, { type: 'null' }] }, { allOf: [word], nullable: true }],
    ['null among the values', { type: ['string', 'null'], enum: ['a', null] }, { anyOf: [{ enum: ['a'] }, { type: 'null' }] }],
    ['an open enum, and a closed one', { anyOf: [word, { type: 'string' }] }, word],
    ['an enum in pieces', word, { oneOf: [{ const: 'a' }, { const: 'b' }] }],
    ['a type that follows from the values', word, { enum: ['a', 'b'] }],
    ['a type that follows from the members', object({ a: word }), { properties: { a: word } }],
    ['members in pieces', object({ a: word, b: word }, ['b']), { allOf: [object({ a: word }), object({ b: word }, ['b'])] }],
    [
      'members of variants',
      object({ a: word, b: word }, ['a']),
      {
        oneOf: [object({ a: word }, ['a']), object({ a: word, b: word }, ['a', 'b'])],
      },
    ],
    ['combinations of members', object({ a: word }), { ...object({ a: word }), anyOf: [{ required: ['a'] }, { required: [] }] }],
    ['integers of any width', { type: 'integer' }, { type: 'integer', format: 'int64' }],
    ['what only requests may carry', object({ a: word }), object({ a: word, b: { type: 'string', writeOnly: true } })],
    ['closed objects', object({ a: word }), { ...object({ a: word }), additionalProperties: false }],
    ['what is said of an item in theirs alone, and nothing', { type: 'array', items: word }, { type: 'array' }],
    ['nothing', word, {}],
    ['anything', word, true],
  ])('%s', (_, ours, theirs) => {
    expect(lines(answering(ours), answering(theirs))).toEqual([])
  })

  test('as references, however deep and under whatever name', () => {
    const theirs = answering(
      { $ref: '#/components/schemas/List%20of~1calls' },
      {
        'List of/calls': { type: 'array', items: { $ref: '#/components/schemas/Alias' } },
        Alias: { $ref: '#/components/schemas/Call', description: 'A call.' },
        Call: object({ id: { type: 'string' } }),
      },
    )
    expect(lines(answering({ type: 'array', items: object({ id: { type: 'string' } }) }), theirs)).toEqual([])
  })

  test('as schemas that hold themselves', () => {
    const node = (name: string) => ({
      [name]: object({ id: { type: 'string' }, parts: { type: 'array', items: { $ref: `#/components/schemas/${name}` } } }),
    })
    const ours = answering({ $ref: '#/components/schemas/Call' }, node('Call'))
    expect(lines(ours, answering({ $ref: '#/components/schemas/Node' }, node('Node')))).toEqual([])
    const theirs = answering(
      { $ref: '#/components/schemas/Node' },
      { Node: object({ id: { type: 'integer' }, parts: { type: 'array', items: { $ref: '#/components/schemas/Node' } } }) },
    )
    expect(lines(ours, theirs)).toEqual(['GET /calls ~ 200.id: ours string, theirs integer'])
  })

  test('as every spec of ours against itself, and against itself as OpenAPI 3.0', async () => {
    for (const id of providers()) {
      const spec = await readDocument(join(root, 'specs', id, 'openapi.yaml'))
      expect(lines(spec, spec)).toEqual([])
      expect(lines(spec, asOpenApi30(spec) as Json)).toEqual([])
      expect(lines(asOpenApi30(spec) as Json, spec)).toEqual([])
    }
  })

  /** The way in which 3.0 says null. */
  function asOpenApi30(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(asOpenApi30)
    if (typeof value !== 'object' || value === null) return value
    const copy = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asOpenApi30(member)]))
    const { type, anyOf } = copy
    if (Array.isArray(type) && type.includes('null')) {
      const [first, ...others] = type.filter((name) => name !== 'null')
      if (others.length === 0) return { ...copy, type: first, nullable: true }
    }
    if (Array.isArray(anyOf) && anyOf.some((branch) => branch.type === 'null')) {
      return { ...copy, anyOf: anyOf.filter((branch) => branch.type !== 'null'), nullable: true }
    }
    return copy
  }
})

describe('schemas that differ', () => {
  const text = { type: 'string' }

  test.each<[string, unknown, unknown, string[]]>([
    ['in a type', { type: 'string' }, { type: ['number', 'null'] }, ['~ 200: ours string, theirs number or null']],
    ['in null', { type: ['string', 'null'] }, text, ['~ 200: ours string or null, theirs string']],
    ['in whole numbers', { type: 'number' }, { type: 'integer' }, ['~ 200: ours number, theirs integer']],
    [
      'in a member',
      object({ a: text }),
      object({ b: { enum: ['x', 'y'] } }, ['b']),
      ['+ 200.b: string, one of x, y, required', '- 200.a: string'],
    ],
    [
      'in what is required',
      object({ a: text, b: text }, ['a']),
      object({ a: text, b: text }, ['b']),
      ['~ 200.a: required in ours only', '~ 200.b: required in theirs only'],
    ],
    [
      'in values',
      { anyOf: [{ enum: ['a', 'old'] }, text] },
      { enum: ['a', 'brand new', 'z'] },
      ['+ 200: values "brand new"', '+ 200: values z', '- 200: values old'],
    ],
    [
      'in whether values are listed',
      object({ a: text, b: { enum: [1] } }),
      object({ a: { enum: ['x'] }, b: { type: 'number' } }),
      ['+ 200.a: ours lists no values: x', '- 200.b: theirs lists no values: 1'],
    ],
    [
      'in a format',
      object({ at: text }),
      object({ at: { type: 'string', format: 'date-time' } }),
      ['+ 200.at: format "date-time"'],
    ],
    [
      'in what ours leaves open',
      object({ a: {}, b: { type: 'object' } }),
      object({ a: text, b: object({ c: text, d: text }) }),
      ['+ 200.a: string; ours leaves it open', '+ 200.b: ours names no member: c', '+ 200.b: ours names no member: d'],
    ],
    [
      'in what theirs leaves open',
      object({ a: object({ c: text }) }),
      object({ a: { type: 'object' } }),
      ['- 200.a: theirs names no member: c'],
    ],
    [
      'within lists and maps',
      { type: 'array', items: object({ by: { type: 'object', additionalProperties: object({ n: text }) } }) },
      { type: 'array', items: object({ by: { type: 'object', additionalProperties: object({ n: { type: 'boolean' } }) } }) },
      ['~ 200[].by.*.n: ours string, theirs boolean'],
    ],
    [
      'behind a null',
      object({ a: { anyOf: [object({ n: text }), { type: 'null' }] } }),
      object({ a: { ...object({ m: text }), nullable: true } }),
      ['+ 200.a.m: string', '- 200.a.n: string'],
    ],
    [
      'in one of several variants',
      object({ a: text }),
      { oneOf: [object({ a: text }), object({ a: { type: 'integer' } })] },
      ['~ 200.a: ours string, theirs integer or string'],
    ],
    [
      'in names that JavaScript has too',
      object({}),
      object(JSON.parse('{ "__proto__": { "type": "string" }, "constructor": {} }')),
      ['+ 200: ours names no member: __proto__', '+ 200: ours names no member: constructor'],
    ],
    [
      'in a reference that leads nowhere',
      object({ a: text }),
      object({ a: { $ref: '#/components/schemas/Gone' } }),
      ['~ 200.a: theirs refers to #/components/schemas/Gone, which is not there'],
    ],
    [
      'in a reference that leads to itself',
      text,
      { $ref: '#/components/schemas/Loop' },
      ['~ 200: theirs refers to #/components/schemas/Loop, which is not there'],
    ],
    [
      'beside a reference on the way',
      text,
      { $ref: '#/components/schemas/Alias' },
      ['~ 200: ours string, theirs string or null'],
    ],
    [
      'beside a reference',
      text,
      { $ref: '#/components/schemas/Text', nullable: true },
      ['~ 200: ours string, theirs string or null'],
    ],
  ])('%s', (_, ours, theirs, expected) => {
    const schemas = {
      Loop: { $ref: '#/components/schemas/Loop' },
      Text: text,
      Alias: { $ref: '#/components/schemas/Text', nullable: true },
    }
    expect(lines(answering(ours), answering(theirs, schemas))).toEqual(expected.map((line) => `GET /calls ${line}`))
  })

  test('limits count where something is sent', () => {
    const ours = { type: 'integer', maximum: 100, default: 10 }
    const theirs = { type: 'integer', maximum: 1000, minimum: 0, exclusiveMinimum: true }
    expect(lines(answering(ours), answering(theirs))).toEqual([])
    expect(lines(taking(ours), taking(theirs))).toEqual([
      'GET /calls - body: default 10',
      'GET /calls ~ body: maximum 100 in ours, 1000 in theirs',
      'GET /calls + body: exclusiveMinimum 0',
    ])
  })

  test('a schema that two places share is reported once', () => {
    const shared = (type: string) => ({ Call: object({ id: { type } }) })
    const call = { $ref: '#/components/schemas/Call' }
    const both = (type: string) => answering(object({ first: call, last: call }), shared(type))
    expect(lines(both('string'), both('integer'))).toEqual([
      'GET /calls ~ 200.first.id: ours string, theirs integer',
      'GET /calls ~ as above: 200.last',
    ])
  })

  test('schemas that double at every level take no longer than they are long', () => {
    const levels = (leaf: unknown) =>
      Object.fromEntries(
        Array.from({ length: 60 }, (_, level) => {
          const next = { $ref: `#/components/schemas/L${level + 1}` }
          return [`L${level}`, { allOf: [object({ a: next }), { anyOf: [object({ a: next, b: next }), object({ b: next })] }] }]
        }).concat([['L60', leaf]] as never),
      )
    const from = { $ref: '#/components/schemas/L30' }
    const found = lines(answering(from, levels({ type: 'string' })), answering(from, levels({ type: 'number' })))
    expect(found[0]).toContain('ours string, theirs number')
    expect(found.length).toBeLessThan(200)
  })
})

describe('parameters', () => {
  test('are told apart by name and place, headers in any case', () => {
    const ours = withParameters(
      { in: 'query', name: 'limit', schema: { type: 'integer' } },
      { in: 'query', name: 'old', schema: { type: 'string' } },
      { in: 'header', name: 'X-Version', required: true, schema: { type: 'string' } },
    )
    const theirs = withParameters(
      { in: 'query', name: 'limit', required: true, deprecated: true, schema: { type: 'string' } },
      { in: 'header', name: 'x-version', required: true, schema: { type: 'string' } },
      { in: 'query', name: 'status', required: true, schema: { type: 'array', items: { type: 'string' } } },
      { in: 'cookie', name: 'limit', content: { 'application/json': { schema: { type: 'object' } } } },
    )
    expect(lines(ours, theirs)).toEqual([
      'GET /calls ~ query limit: required in theirs only',
      'GET /calls ~ query limit: deprecated in theirs',
      'GET /calls ~ query limit: ours integer, theirs string',
      'GET /calls - query old: string',
      'GET /calls + query status: array, required',
      'GET /calls + cookie limit: object',
    ])
  })

  test('of lists are written alike or not', () => {
    const list = (rest: Json) => withParameters({ in: 'query', name: 'include', schema: { type: 'array' }, ...rest })
    expect(lines(list({}), list({ style: 'form', explode: true }))).toEqual([])
    expect(lines(list({ explode: false }), list({}))).toEqual([
      'GET /calls ~ query include: ours style form without explode, theirs style form with explode',
    ])
  })

  test('of the operation take the place of those of the path', () => {
    const limit = (type: string) => ({ in: 'query', name: 'limit', schema: { type } })
    const theirs = {
      ...document({}),
      paths: { '/calls': { parameters: [limit('string')], get: { parameters: [limit('integer')] } } },
    }
    expect(lines(withParameters(limit('integer')), theirs)).toEqual([])
  })

  test('that are credentials are compared as security', () => {
    const ours = document(
      {},
      {
        security: [{ key: [] }],
        components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
      },
    )
    const theirs = document(
      {
        parameters: [
          { in: 'header', name: 'x-key', required: true },
          { in: 'header', name: 'Authorization' },
        ],
      },
      {
        security: [{ a: [], b: [] }],
        components: {
          securitySchemes: { a: { type: 'apiKey', in: 'header', name: 'x-key' }, b: { type: 'http', scheme: 'Bearer' } },
        },
      },
    )
    expect(lines(ours, ours)).toEqual([])
    expect(lines(ours, theirs)).toEqual(['GET /calls ~ security: ours header x-key, theirs bearer + header x-key'])
  })
})

describe('operations', () => {
  const at = (path: string, server?: string, method = 'get'): Json => ({
    openapi: '3.0.3',
    paths: { [path]: { [method]: {} } },
    ...(server !== undefined && { servers: [{ url: server, variables: { region: { default: 'eu' } } }] }),
  })

  test.each<[string, Json, Json]>([
    ['with other names of parameters', at('/calls/{id}'), at('/calls/{callId}')],
    [
      'with a base path that the other has in its paths',
      at('/calls', 'https://api.acme.test/v1'),
      at('/v1/calls', 'https://api.acme.test'),
    ],
    ['with a base path relative to the document', at('/calls', 'https://api.acme.test/v1'), at('/calls', '/v1')],
    ['with a slash at the end', at('/calls/'), at('/calls')],
    ['on another host, its name filled in', at('/calls', 'https://api.acme.test'), at('/calls', 'https://{region}.acme.test/')],
    ['behind a prefix, where theirs names no server', at('/calls/{id}', 'https://api.acme.test'), at('/api/v1/calls/{uuid}')],
  ])('are the same %s', (_, ours, theirs) => {
    expect(lines(ours, theirs)).toEqual([])
  })

  test('that moved are told with both paths', () => {
    expect(lines(at('/calls', 'https://api.acme.test/v1'), at('/calls', 'https://api.acme.test/v2'))).toEqual([
      'GET /calls ~ path: ours /v1/calls, theirs /v2/calls',
    ])
  })

  test.each<[string, Json]>([
    ['another method', at('/calls', undefined, 'post')],
    ['a path below another resource', at('/agents/{id}/calls')],
    ['a path that is one parameter', at('/{anything}')],
    ['a path that only ends in the same letters', at('/phonecalls')],
  ])('are not the same with %s', (_, theirs) => {
    expect(lines(at('/calls'), theirs)).toEqual(['GET /calls - operation: theirs has no such operation'])
  })

  test('of theirs alone are counted', () => {
    const theirs = { openapi: '3.0.3', paths: { '/calls': { get: {}, post: {}, 'x-note': {} }, '/agents': { get: {} } } }
    expect(compareDocuments(at('/calls'), theirs)).toEqual({
      operations: [{ operation: 'GET /calls', differences: [] }],
      others: 2,
    })
  })

  test('may be deprecated', () => {
    expect(lines(document({}), document({ deprecated: true }))).toEqual(['GET /calls ~ operation: deprecated in theirs'])
  })
})

describe('bodies and responses', () => {
  const text = { type: 'string' }

  test('a body is there or not, and required or not', () => {
    expect(lines(document({}), taking(text))).toEqual(['GET /calls + body: string'])
    expect(lines(taking(text), document({}))).toEqual(['GET /calls - body: string'])
    expect(lines(taking(text), taking(text, { required: true }))).toEqual(['GET /calls ~ body: required in theirs only'])
  })

  test('a body is compared as JSON, in whichever type that is written', () => {
    const theirs = document({
      requestBody: { content: { 'application/xml': {}, 'application/json; charset=utf-8': { schema: { type: 'number' } } } },
    })
    expect(lines(taking(text), theirs)).toEqual([
      'GET /calls + body: media type application/xml',
      'GET /calls ~ body: ours string, theirs number',
    ])
  })

  test('statuses are compared but for those that every spec of ours has', () => {
    const json = (schema: Json) => ({ content: { 'application/json': { schema } } })
    const ours = document({ responses: { 200: json(text), 404: json(text), 409: {}, 401: {}, default: {} } })
    const theirs = document({
      responses: {
        '2XX': json({ type: 'number' }),
        404: { description: 'Nothing.' },
        422: { description: 'Refused.\nMore.' },
        503: {},
      },
    })
    expect(lines(ours, theirs)).toEqual([
      'GET /calls ~ 200: ours string, theirs number',
      'GET /calls - 409: no such response in theirs',
      'GET /calls + 422: response: Refused.',
      'GET /calls + 503: response',
    ])
  })

  test('parameters, bodies and responses may be references', () => {
    const theirs = document(
      {
        parameters: [{ $ref: '#/components/parameters/Limit' }],
        requestBody: { $ref: '#/components/requestBodies/Query' },
        responses: { 200: { $ref: '#/components/responses/List' } },
      },
      {
        components: {
          parameters: { Limit: { in: 'query', name: 'limit', schema: text } },
          requestBodies: { Query: { content: { 'application/json': { schema: text } } } },
          responses: { List: { content: { 'application/json': { schema: text } } } },
        },
      },
    )
    expect(lines(document({ responses: { 200: {} } }), theirs)).toEqual([
      'GET /calls + query limit: string',
      'GET /calls + body: string',
      'GET /calls + 200: media type application/json',
      'GET /calls + 200: string; ours leaves it open',
    ])
  })
})
