import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../src/run.ts'
import { root } from '../src/specs.ts'
import { type Draft, ofAgents, validSpec } from './valid-spec.ts'

const list = (spec: Draft) => spec.paths['/calls'].get
const call = (spec: Draft) => spec.components.schemas.Call.properties
const post = (spec: Draft, body: object, more: object = {}) => {
  const { summary, description, externalDocs, tags, responses } = list(spec)
  const requestBody = { description: 'Body.', content: { 'application/json': { schema: body } } }
  spec.paths['/calls'].post = {
    operationId: 'queryCalls',
    summary,
    description,
    externalDocs,
    tags,
    requestBody,
    responses,
    ...more,
  }
}

/** An error whose status means something else than in HTTP. */
const coded = (code: string) => ({
  description: 'An error.',
  'x-callspec': { code },
  content: { 'application/json': { schema: { type: 'object', description: 'Not documented.' } } },
})

/** Makes the answer of the list a bare array. */
const bare = (spec: Draft) => {
  const content = list(spec).responses[200].content['application/json']
  content.schema = { type: 'array', items: { $ref: '#/components/schemas/Call' } }
  delete content.examples
  delete spec.components.schemas.CallList
  list(spec)['x-speakeasy-pagination'].outputs.results = '$'
}

/** Makes the list one of windows; gives its paging. */
const windows = (spec: Draft) => {
  bare(spec)
  const { 'x-speakeasy-pagination': paging, 'x-callspec': extension } = list(spec)
  paging.type = 'cursor'
  paging.inputs[0] = { name: 'from', in: 'parameters', type: 'cursor' }
  paging.outputs.nextCursor = '$[-1].end'
  const { firstPage: _firstPage, ...pagination } = extension.pagination
  extension.pagination = { ...pagination, pageSize: { default: 10, max: 100, ask: 20 }, window: { bound: 'inclusive' } }
  return paging
}

interface Case {
  breaks: (spec: Draft) => void
  /** What lint says, all of it: `rule message` of Redocly, or the line of the extension check after the file. */
  says: string[]
}

/** Describes a web hook, with an open enum in what it sends. */
const hooked = (spec: Draft, common: object = {}) => {
  const { summary, description, externalDocs, tags } = list(spec)
  const schema = {
    type: 'object',
    properties: { state: { $ref: '#/components/schemas/Status' }, id: { type: 'string', description: 'The call.' } },
  }
  const content = { 'application/json': { schema } }
  const hook: Draft = {
    summary,
    description,
    externalDocs,
    tags,
    requestBody: { required: true, description: 'What happened.', content },
    responses: { '2XX': { description: 'Taken.' } },
    'x-callspec': { call: '$' },
  }
  spec.webhooks = { ended: { post: hook } }
  spec['x-callspec'].webhooks = { unnamed: [{ hook: 'ended' }], callId: ['$.id'], unsigned: 'Nothing is signed here.', ...common }
  return { hook, schema }
}
const signature = {
  method: 'hmac-sha256',
  header: 'X-Signature',
  encoding: 'hex',
  signs: '{timestamp}.{body}',
  timestamp: { header: 'X-Stamp', unit: 'seconds', pastSeconds: 300 },
  secret: 'the secret of the hook.',
  environment: 'TINY_WEBHOOK_SECRET',
}

const cases: Record<string, Case> = {
  'a web hook, whose body is a response': { breaks: hooked, says: [] },
  'a web hook that is signed': { breaks: (spec) => hooked(spec, { unsigned: undefined, signature }), says: [] },
  'a closed enum in a web hook': {
    breaks: (spec) => {
      const { schema } = hooked(spec)
      Object.assign(schema.properties, { kind: { type: 'string', enum: ['a'], description: 'A kind.' } })
    },
    says: [closed('enum')],
  },
  'a web hook with the name of an operation': {
    breaks: (spec) => Object.assign(hooked(spec).hook, { operationId: 'callEnded' }),
    says: ['callspec/operation-is-complete callEnded is a web hook, which has its own name. Take the operationId off.'],
  },
  'web hooks without what they have in common': {
    breaks: (spec) => {
      hooked(spec)
      delete spec['x-callspec'].webhooks
    },
    says: ['x-callspec.webhooks: missing beside webhooks'],
  },
  'an unnamed web hook that is none': {
    breaks: (spec) => hooked(spec, { unnamed: [{ hook: 'begun' }] }),
    says: ['x-callspec.webhooks.unnamed: begun is none of the webhooks; known: ended'],
  },
  'a signature over something that nobody knows': {
    breaks: (spec) => hooked(spec, { unsigned: undefined, signature: { ...signature, signs: '{nonce}.{body}' } }),
    says: [
      String.raw`x-callspec.webhooks.signature.signs: must match pattern "^([^{}]|\{(body|timestamp|url|form|\$(\.[A-Za-z_][A-Za-z0-9_]*)+)\})+$"`,
    ],
  },
  'a spec that keeps every convention': { breaks: () => {}, says: [] },

  'a path of the answer that is not there': {
    breaks: (spec) => (list(spec)['x-speakeasy-pagination'].outputs.results = '$.calls'),
    says: [
      'callspec/answer-paths-exist The paging of this operation names $.calls, which is nowhere in the answer. Correct the path or describe the member.',
      'callspec/answer-paths-exist The paging of this operation names id, which no row of $.calls has. Correct the path or describe the member.',
      'callspec/answer-paths-exist The paging of this operation names end, which no row of $.calls has. Correct the path or describe the member.',
    ],
  },
  'an id that no row has': {
    breaks: (spec) => (list(spec)['x-callspec'].pagination.itemId = 'call_id'),
    says: [
      'callspec/answer-paths-exist The paging of this operation names call_id, which no row of $.data has. Correct the path or describe the member.',
    ],
  },

  'an operation without operationId': {
    breaks: (spec) => delete list(spec).operationId,
    says: [
      'callspec/operation-is-complete This operation has no operationId. Add a camelCase verb and noun, such as `listCalls`.',
    ],
  },
  'an operationId in snake case': {
    breaks: (spec) => (list(spec).operationId = 'list_calls'),
    says: [
      'callspec/operation-is-complete list_calls is not a camelCase verb and noun. Rename the operationId, such as `listCalls`.',
    ],
  },
  'an operationId without a noun': {
    breaks: (spec) => (list(spec).operationId = 'list'),
    says: ['callspec/operation-is-complete list is not a camelCase verb and noun. Rename the operationId, such as `listCalls`.'],
  },
  'an empty summary': {
    breaks: (spec) => (list(spec).summary = ''),
    says: ['callspec/operation-is-complete listCalls has no summary. Say in a few words what it does.'],
  },
  'an operation without description': {
    breaks: (spec) => delete list(spec).description,
    says: ['callspec/operation-is-complete listCalls has no description. Say in a sentence what it does and what surprises.'],
  },
  'an operation without its page': {
    breaks: (spec) => delete list(spec).externalDocs,
    says: ['callspec/operation-is-complete listCalls has no externalDocs. Add the url of the page that it was written from.'],
  },
  'an operation with two tags': {
    breaks: (spec) => {
      spec.tags.push({ name: 'More', description: 'More.' })
      list(spec).tags.push('More')
    },
    says: ['callspec/operation-is-complete listCalls has 2 tags. Give it exactly one.'],
  },
  'an operation without tag': {
    breaks: (spec) => delete list(spec).tags,
    says: [
      'callspec/operation-is-complete listCalls has 0 tags. Give it exactly one.',
      'operation-tag-defined Operation tags should be defined',
    ],
  },
  'an operation without 401': {
    breaks: (spec) => delete list(spec).responses[401],
    says: ["callspec/operation-is-complete listCalls has no '401' response. Refer to components/responses/Unauthorized."],
  },
  'an operation without default response': {
    breaks: (spec) => delete list(spec).responses.default,
    says: ['callspec/operation-is-complete listCalls has no default response. Refer to components/responses/Unexpected.'],
  },

  'an array parameter without explode': {
    breaks: (spec) => delete list(spec).parameters[4].explode,
    says: [
      'callspec/array-states-explode The array `include` does not say how it is written. Add `explode: false` for one comma-separated value or `explode: true` for repeated names.',
    ],
  },

  'a closed object in an answer': {
    breaks: (spec) => (spec.components.schemas.Call.additionalProperties = false),
    says: [
      'callspec/answer-is-open This object in a response is closed, so a new field would be refused. Leave `additionalProperties` out.',
    ],
  },
  'a closed object in a request': {
    breaks: (spec) => post(spec, { type: 'object', additionalProperties: false, properties: {} }),
    says: [],
  },

  'a plain enum in an answer': {
    breaks: (spec) => (call(spec).way = { type: 'string', description: 'Way.', enum: ['in'] }),
    says: [closed('enum')],
  },
  'a plain enum of a component in an answer': {
    breaks: (spec) => {
      call(spec).way = { $ref: '#/components/schemas/Way' }
      spec.components.schemas.Way = { type: 'string', description: 'Way.', enum: ['in'] }
    },
    says: [closed('enum')],
  },
  'a component of requests that an answer uses too': {
    breaks: (spec) => {
      call(spec).way = { description: 'Direction.', anyOf: [{ $ref: '#/components/schemas/Direction' }, { type: 'null' }] }
    },
    says: [closed('enum')],
  },
  'a constant in an answer': {
    breaks: (spec) => (call(spec).kind = { type: 'string', description: 'Kind.', const: 'call' }),
    says: [closed('const')],
  },
  'an enum in an answer whose other member is bounded': {
    breaks: (spec) => (spec.components.schemas.Status.anyOf[1].minLength = 1),
    says: [closed('enum')],
  },
  'an enum in oneOf, where known values match twice': {
    breaks: (spec) => {
      call(spec).way = { description: 'Way.', oneOf: [{ type: 'string', enum: ['in'] }, { type: 'string' }] }
    },
    says: [
      closed('enum'),
      'no-illogical-composition-keywords Schemas in `oneOf` must be mutually exclusive. Found overlapping schemas: schema at position 1 and schema at position 2. Both schemas accept `string`.',
    ],
  },
  'an open enum in a parameter': {
    breaks: (spec) => (list(spec).parameters[2].schema = { anyOf: [{ type: 'string', enum: ['a'] }, { type: 'string' }] }),
    says: [
      'callspec/request-enum-is-closed This enum of a request is open, so a misspelt value would compile. Write { type: string, enum: […] }.',
    ],
  },
  'a closed enum in a request body': {
    breaks: (spec) => post(spec, { type: 'object', properties: { way: { type: 'string', description: 'Way.', enum: ['in'] } } }),
    says: [],
  },

  'a property without description': {
    breaks: (spec) => delete call(spec).id.description,
    says: [
      'callspec/property-is-described `id` has no description. Add one; where the documentation says nothing, write "Not documented."',
    ],
  },
  'a property that refers to a schema without description': {
    breaks: (spec) => delete spec.components.schemas.Status.description,
    says: [
      'callspec/property-is-described `status` has no description. Add one; where the documentation says nothing, write "Not documented."',
    ],
  },

  'two paged operations on one path': {
    breaks: (spec) => {
      const { 'x-speakeasy-pagination': paging, 'x-callspec': extension, parameters } = list(spec)
      post(spec, { type: 'object' }, { parameters, 'x-speakeasy-pagination': paging, 'x-callspec': extension })
    },
    says: [
      'callspec/paging-is-unambiguous get and post of this path are both paged, but `paginate` takes a path without a method. Keep x-speakeasy-pagination on one.',
    ],
  },
  'a paged operation that answers with a bare array': {
    breaks: (spec) => {
      const content = list(spec).responses[200].content['application/json']
      content.schema = { type: 'array', items: { $ref: '#/components/schemas/Call' } }
      delete content.examples
      delete spec.components.schemas.CallList
    },
    says: [
      'callspec/paging-is-unambiguous The 200 body of the paged get is not an object, so `outputs` cannot name its rows. Give it `type: object`, name a bare array by `results: $`, or take x-speakeasy-pagination off.',
    ],
  },

  'rows at the root': { breaks: (spec) => bare(spec), says: [] },
  'rows at the root of an object': {
    breaks: (spec) => {
      bare(spec)
      list(spec).responses[200].content['application/json'].schema = { type: 'object', properties: {} }
    },
    says: [
      'callspec/paging-is-unambiguous The 200 body of the paged get is not an array, so its rows are not at `$`. Give it `type: array`, or name the member that holds them.',
    ],
  },
  'a list that is read by windows of time': { breaks: (spec) => windows(spec), says: [] },
  'windows whose cursor is not the stamp that rows are sorted by': {
    breaks: (spec) => (windows(spec).outputs.nextCursor = '$[-1].id'),
    says: ['GET /calls x-speakeasy-pagination.outputs.nextCursor: must be $[-1].end, because pages are windows'],
  },
  'windows by page number': {
    breaks: (spec) => (windows(spec).inputs[0].type = 'offset'),
    says: ['GET /calls x-speakeasy-pagination.type: must be cursor, with an input of that type, because pages are windows'],
  },
  'windows without a largest size': {
    breaks: (spec) => {
      windows(spec)
      list(spec)['x-callspec'].pagination.pageSize.max = null
    },
    says: ['GET /calls x-callspec.pagination.pageSize.max: missing although pages are windows'],
  },
  'a cursor of the last row without a window': {
    breaks: (spec) => {
      windows(spec)
      delete list(spec)['x-callspec'].pagination.window
    },
    says: ['GET /calls x-callspec.pagination.window: missing although the next cursor is a member of the last row'],
  },
  'a list of each agent that is read by weeks': { breaks: (spec) => ofAgents(spec), says: [] },
  'agents that no operation lists': {
    breaks: (spec) => (ofAgents(spec).parents.operation = 'findAgents'),
    says: [
      'GET /agents/{agent_id}/calls x-callspec.pagination.parents.operation: findAgents is no GET of this spec without parameters in its path',
    ],
  },
  'an agent that its list does not take': {
    breaks: (spec) => (ofAgents(spec).parents.parameter = 'agent'),
    says: ['GET /agents/{agent_id}/calls x-callspec.pagination.parents.parameter: the list takes no agent in its path or query'],
  },
  'agents whose rows are nowhere': {
    breaks: (spec) => delete ofAgents(spec).parents.rows,
    says: [
      'GET /agents/{agent_id}/calls x-callspec.pagination.parents.rows: must say where the rows are, where and only where listAgents has no pages',
    ],
  },
  'weeks of which only one end can be asked for': {
    breaks: (spec) => {
      ofAgents(spec)
      spec.paths['/agents/{agent_id}/calls'].get['x-callspec'].dateFilters.pop()
    },
    says: [
      'GET /agents/{agent_id}/calls x-callspec.dateFilters: must name a parameter for since and one for until, by instant, because periods are cut',
    ],
  },
  'a list of calls without an order': {
    breaks: (spec) => delete list(spec)['x-callspec'].pagination.order,
    says: ['GET /calls x-callspec.pagination.order: missing; only a list of parents has none'],
  },
  'a date filter within an object of the body': {
    breaks: (spec) => {
      const { 'x-callspec': extension, 'x-speakeasy-pagination': paging } = list(spec)
      const number = (description: string) => ({ type: 'integer', description })
      const start = { type: 'object', description: 'By start.', properties: { value: number('Epoch milliseconds.') } }
      const body = {
        type: 'object',
        properties: {
          filter: { type: 'object', description: 'Filters.', properties: { start } },
          page: number('The page.'),
          limit: number('Rows a page.'),
        },
      }
      for (const input of paging.inputs) input.in = 'requestBody'
      extension.dateFilters = [
        { parameter: 'filter.start', bound: 'since', precision: 'instant' },
        { parameter: 'filter.end', bound: 'until', precision: 'instant' },
      ]
      post(spec, body, { 'x-callspec': { ...extension, safe: true }, 'x-speakeasy-pagination': paging })
      delete list(spec)['x-callspec']
      delete list(spec)['x-speakeasy-pagination']
    },
    says: [
      'callspec/extension-names-exist x-callspec.dateFilters names `filter.end`, which is no parameter of this operation. Correct the name or describe the parameter.',
    ],
  },
  'a way to open recordings that there is not': {
    breaks: (spec) => (spec['x-callspec'].recording = { access: ['secret'] }),
    says: ['x-callspec.recording.access.0: must be equal to one of the allowed values (public, signed, authenticated)'],
  },

  'a page input that is no parameter': {
    breaks: (spec) => (list(spec)['x-speakeasy-pagination'].inputs[0].name = 'pge'),
    says: [
      'callspec/extension-names-exist x-speakeasy-pagination names `pge`, which is no parameter of this operation. Correct the name or describe the parameter.',
    ],
  },
  'a page input that is no body property': {
    breaks: (spec) => (list(spec)['x-speakeasy-pagination'].inputs[0].in = 'requestBody'),
    says: [
      'callspec/extension-names-exist x-speakeasy-pagination names `page`, which is no body property of this operation. Correct the name or describe the body property.',
    ],
  },
  'a date filter that is no parameter': {
    breaks: (spec) => (list(spec)['x-callspec'].dateFilters[0].parameter = 'since'),
    says: [
      'callspec/extension-names-exist x-callspec.dateFilters names `since`, which is no parameter of this operation. Correct the name or describe the parameter.',
    ],
  },

  'an order that rests on an unregistered assumption': {
    breaks: (spec) => (list(spec)['x-callspec'].pagination.order.assumption = 'order'),
    says: [
      'callspec/assumption-is-registered The order rests on the assumption `order`, which is not registered. Describe it under x-callspec.assumptions of the document.',
    ],
  },
  'an order that falls back on one that rests on an unregistered assumption': {
    breaks: (spec) =>
      (list(spec)['x-callspec'].pagination.order.otherwise = {
        field: 'begin',
        direction: 'descending',
        documented: false,
        assumption: 'order',
      }),
    says: [
      'callspec/assumption-is-registered The order rests on the assumption `order`, which is not registered. Describe it under x-callspec.assumptions of the document.',
      'callspec/answer-paths-exist The paging of this operation names begin, which no row of $.data has. Correct the path or describe the member.',
    ],
  },
  'an order that is asked for by no parameter': {
    breaks: (spec) => (list(spec)['x-callspec'].pagination.order.askedBy = { descending: { sort: 'end' } }),
    says: [
      'callspec/extension-names-exist x-callspec.pagination.order names `sort`, which is no parameter of this operation. Correct the name or describe the parameter.',
    ],
  },
  'an assumption of a kind that nobody knows': {
    breaks: (spec) => (spec['x-callspec'].assumptions['row-order'].kind = 'order'),
    says: [
      'x-callspec.assumptions.row-order.kind: must be equal to one of the allowed values (row-order, start-stamp, null-stamps, number-filter, number-search, date-bounds, date-filter-stamp, date-zone, date-to, stamp-zone, speakers, last-cursor, filter, word, other)',
    ],
  },
  'a brand with an unregistered assumption': {
    breaks: (spec) => (spec['x-callspec'].brands.label.assumptions = { order: 'oldest-first' }),
    says: [
      'callspec/assumption-is-registered The assumption `order` of the brand `label` is not registered. Describe it under x-callspec.assumptions of the document.',
    ],
  },
  'a brand with a value that its assumption does not have': {
    breaks: (spec) => (spec['x-callspec'].brands.label.assumptions['row-order'] = 'random'),
    says: [
      'callspec/assumption-is-registered The assumption `row-order` of the brand `label` is `random`. Write one of its values: newest-first, oldest-first.',
    ],
  },
  'an assumption whose default is none of its values': {
    breaks: (spec) => (spec['x-callspec'].assumptions['row-order'].default = 'unordered'),
    says: [
      'callspec/assumption-default-is-valid The default of the assumption `row-order` is `unordered`. Write one of its values: newest-first, oldest-first.',
    ],
  },
  'an assumption whose default is no time zone': {
    breaks: (spec) => (spec['x-callspec'].assumptions.zone.default = 'Berlin'),
    says: [
      'callspec/assumption-default-is-valid The default of the assumption `zone` is `Berlin`. Write an IANA time zone such as Europe/Berlin, or unknown.',
    ],
  },
  'a brand that is no server': {
    breaks: (spec) => spec.servers.pop(),
    says: [
      'callspec/brand-is-a-server The base URL https://api.label.test of the brand `label` is not among the servers. Add it to `servers` or correct it.',
    ],
  },

  'an example with a wrong type': {
    breaks: (spec) => (list(spec).responses[200].content['application/json'].examples.documented.value.data[0].id = 1),
    says: ['no-invalid-media-type-examples Example value must conform to the schema: `id` property type must be string.'],
  },
  'an example with a misspelt field': {
    breaks: (spec) => (list(spec).responses[200].content['application/json'].examples.documented.value.data[0].idd = '1'),
    says: [
      'no-invalid-media-type-examples Example value must conform to the schema: `0` property must NOT have unevaluated properties `idd`.',
    ],
  },

  'a document without x-callspec': {
    breaks: (spec) => {
      delete spec['x-callspec']
      Object.assign(list(spec)['x-callspec'].pagination.order, { documented: true, assumption: undefined })
    },
    says: ['x-callspec: missing'],
  },
  'a security scheme without its variable': {
    breaks: (spec) => delete spec.components.securitySchemes.apiKey['x-callspec'],
    says: ['securitySchemes.apiKey x-callspec: missing'],
  },
  'a published document without a safe address': {
    breaks: (spec) => (spec['x-callspec'].published = 'http://acme.test/openapi.json'),
    says: ['x-callspec.published: must match pattern "^https://"'],
  },
  'the address of a published document': {
    breaks: (spec) => (spec['x-callspec'].published = 'https://acme.test/openapi.json'),
    says: [],
  },
  'a key that the extension does not have': {
    breaks: (spec) => (list(spec)['x-callspec'].retries = 3),
    says: ['GET /calls x-callspec: must NOT have additional properties (retries)'],
  },
  'an undocumented order without an assumption': {
    breaks: (spec) => delete list(spec)['x-callspec'].pagination.order.assumption,
    says: ["GET /calls x-callspec.pagination.order: must have required property 'assumption'"],
  },
  'a failure that is told nowhere': {
    breaks: (spec) => (spec['x-callspec'].failure = { codes: {} }),
    says: ["x-callspec.failure: must have required property 'when'"],
  },
  'a failure that comes to no code of an error': {
    breaks: (spec) => (spec['x-callspec'].failure = { when: [{ at: '$.data' }], codes: { INVALID_TOKEN: 'wrong' } }),
    says: [
      'x-callspec.failure.codes.INVALID_TOKEN: must be equal to one of the allowed values (unauthorized, forbidden, not-found, invalid-request, rate-limited, timeout, server)',
    ],
  },
  'a failure told by a value that a flag cannot have': {
    breaks: (spec) => (spec['x-callspec'].failure = { when: [{ at: '$.data', equals: 0 }] }),
    says: ['x-callspec.failure.when.0.equals: must be string,boolean'],
  },
  'a failure told by a misspelt member': {
    breaks: (spec) => (spec['x-callspec'].failure = { when: [{ at: '$.sucess', equals: false }] }),
    says: ['x-callspec.failure: no schema of this spec describes $.sucess'],
  },
  'a property that is said to be no secret': {
    breaks: (spec) => (spec.components.schemas.Call.properties.id['x-callspec'] = { secret: false }),
    says: ['schemas.Call.properties.id x-callspec.secret: must be equal to constant (true)'],
  },
  'a status with a code that there is not': {
    breaks(spec) {
      post(spec, { type: 'object' }, { responses: { ...list(spec).responses, 422: coded('gone') } })
    },
    says: [
      'POST /calls 422 x-callspec.code: must be equal to one of the allowed values (unauthorized, forbidden, not-found, invalid-request, rate-limited, timeout, server)',
    ],
  },
  'a status with a code at a list': {
    breaks: (spec) => (list(spec).responses[422] = coded('not-found')),
    says: ['GET /calls 422 x-callspec.code: a list has no status with a meaning of its own'],
  },
  'a status with two codes': {
    breaks(spec) {
      const { responses } = list(spec)
      post(spec, { type: 'object' }, { responses: { ...responses, 422: coded('not-found') } })
      const { post: other } = spec.paths['/calls']
      spec.paths['/queries'] = {
        post: { ...other, operationId: 'queryMore', responses: { ...responses, 422: coded('forbidden') } },
      }
    },
    says: [
      'POST /calls 422 x-callspec.code: not-found, though POST /queries 422 has forbidden',
      'POST /queries 422 x-callspec.code: forbidden, though POST /calls 422 has not-found',
    ],
  },
  'paging that only one of the two extensions describes': {
    breaks: (spec) => delete list(spec)['x-callspec'].pagination,
    says: ['GET /calls x-callspec.pagination: missing beside x-speakeasy-pagination'],
  },
  'numbered pages without the first number': {
    breaks: (spec) => delete list(spec)['x-callspec'].pagination.firstPage,
    says: ['GET /calls x-callspec.pagination.firstPage: missing although pages are numbered'],
  },
  'an end by an empty page where pages are numbered': {
    breaks: (spec) => (list(spec)['x-callspec'].pagination.endsEmpty = true),
    says: ['GET /calls x-callspec.pagination.endsEmpty: only a list by offset ends with an empty page'],
  },
  'a cursor without the place of the next': {
    breaks: (spec) => (list(spec)['x-speakeasy-pagination'].type = 'cursor'),
    says: ["GET /calls x-speakeasy-pagination.outputs: must have required property 'nextCursor'"],
  },
}

function closed(word: string): string {
  return `callspec/answer-enum-is-open This \`${word}\` in a response is closed, so a new value would be refused. Write anyOf: [{ type: string, enum: […] }, { type: string }], where null is documented with { type: 'null' } as a third member.`
}

describe('lint-specs', () => {
  const titles = Object.keys(cases)
  const id = (title: string) => `case-${titles.indexOf(title)}`
  let base: string
  let said: Map<string, string[]>
  let ok: boolean

  // All of them at once: one start of Redocly in place of forty.
  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), 'callspec-lint-'))
    for (const title of titles) {
      const spec = validSpec()
      cases[title]?.breaks(spec)
      mkdirSync(join(base, 'specs', id(title)), { recursive: true })
      // JSON is YAML.
      writeFileSync(join(base, 'specs', id(title), 'openapi.yaml'), JSON.stringify(spec, null, 2))
    }
    const outcome = run('node', [join(root, 'scripts/src/lint-specs.ts'), base])
    ok = outcome.ok
    said = problemsByFile(outcome.output)
  })

  afterAll(() => rmSync(base, { recursive: true, force: true }))

  test.each(titles)('on %s', (title) => {
    expect(said.get(`specs/${id(title)}/openapi.yaml`) ?? []).toEqual(cases[title]?.says)
  })

  test('fails when one spec does', () => expect(ok).toBe(false))
})

/** Redocly prints the file, then its problems; the extension check prints the file before each problem. */
function problemsByFile(output: string): Map<string, string[]> {
  const problems = new Map<string, string[]>()
  let file = ''
  const add = (problem: string) => problems.set(file, [...(problems.get(file) ?? []), problem])
  for (const line of output.split('\n')) {
    const [, path, rest] = /^(specs\/\S+?\.yaml)(?::| (.+))$/.exec(line) ?? []
    if (path) file = path
    const [, rule, message] = /^\s+\d+:\d+\s+error\s+(\S+)\s+(.+)$/.exec(line) ?? []
    if (rest) add(rest)
    else if (rule) add(`${rule} ${message}`)
  }
  return problems
}
