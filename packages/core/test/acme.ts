import {
  type CallspecError,
  type ClientOptions,
  createProviderClient,
  type Descriptor,
  isCallspecError,
  nextCursor,
  nextLink,
  nextNumbered,
} from '../src/index.js'

const order = { field: 'created_at', direction: 'descending', documented: true } as const
const links = {
  in: 'query',
  sizeInput: 'limit',
  maxSize: 100,
  items: ['data'],
  itemId: 'id',
  order,
  type: 'cursor',
  next: nextLink,
  input: 'Page',
  first: 0,
  nextCursor: ['next'],
  link: ['Page', 'PageToken'],
} as const
const counters = {
  pages: ['pagination', 'pages'],
  position: ['pagination', 'position'],
  size: ['pagination', 'size'],
  total: [
    ['pagination', 'total'],
    ['pagination', 'total_count'],
  ],
  hasMore: [['pagination', 'has_more']],
} as const
const spellings = <Name extends string>(name: Name) =>
  [
    ['pagination', name],
    ['meta', name],
  ] as const
const list = { in: 'query', sizeInput: 'limit', maxSize: 100, items: ['data'], itemId: 'id', order, ...counters } as const

/** A made-up platform with every way to page and two credentials. */
export const acme = {
  id: 'acme',
  name: 'Acme',
  baseUrl: 'https://api.acme.example/v1',
  brands: { bravo: { name: 'Bravo', baseUrl: 'https://bravo.example/v1', assumptions: {} } },
  credentials: {
    apiKey: { header: 'X-Api-Key', prefix: '', environment: 'ACME_API_KEY' },
    token: { header: 'Authorization', prefix: 'Bearer ', environment: 'ACME_TOKEN' },
  },
  rateLimit: null,
  assumptions: {},
  zoneAssumptions: [],
  failure: {
    when: [{ at: ['success'], equals: false }, { at: ['status'], equals: 'error' }, { at: ['error'] }],
    codes: { CALL_NOT_ACTIVE: 'invalid-request', INVALID_TOKEN: 'unauthorized' },
  },
  // Of what does not exist.
  codes: { 424: 'not-found' },
  operations: {
    'GET /calls': {
      commaSeparated: ['include'],
      pagination: { ...list, type: 'page', next: nextNumbered, input: 'page', first: 1 },
    },
    'POST /search': {
      safe: true,
      pagination: { ...list, type: 'page', next: nextNumbered, in: 'body', input: 'page', first: 0, items: ['data', 'calls'] },
    },
    'GET /offsets': { pagination: { ...list, type: 'offset', next: nextNumbered, input: 'offset', first: 0 } },
    'GET /bare-offsets': {
      pagination: { ...list, type: 'offset', next: nextNumbered, input: 'offset', first: 0, endsEmpty: true },
    },
    'GET /cursors': {
      pagination: {
        ...list,
        type: 'cursor',
        next: nextCursor,
        input: 'cursor',
        first: 0,
        nextCursor: ['pagination', 'next_cursor'],
      },
    },
    'GET /links': {
      pagination: links,
    },
    'GET /told-links': {
      pagination: { ...links, size: ['page_size'] },
    },
    'GET /agents/{agent_id}/calls': { pagination: { ...list, type: 'page', next: nextNumbered, input: 'page', first: 1 } },
    'GET /spelt': {
      pagination: {
        ...list,
        type: 'page',
        next: nextNumbered,
        input: 'page',
        first: 1,
        position: spellings('position'),
        size: spellings('size'),
        pages: spellings('pages'),
        single: 'newest',
      },
    },
    'GET /unsized': { pagination: { ...list, type: 'page', next: nextNumbered, input: 'page', first: 1, maxSize: null } },
  },
} as const satisfies Descriptor

export interface Row {
  id: number
  status?: 'completed' | 'failed' | (string & {})
}

interface Json<Body> {
  headers: Record<string, unknown>
  content: { 'application/json': Body }
}

interface Operation<Parameters, Body = { data?: Row[]; pagination?: object }> {
  parameters: Parameters
  responses: { 200: Json<Body>; default: Json<{ message?: string }> }
}

interface PageQuery {
  page?: number
  limit?: number
  status?: 'completed' | 'failed'
  include?: string[]
  tag?: string[]
  phone_number?: string
}

export interface AcmePaths {
  '/calls': { get: Operation<{ query?: PageQuery }> }
  '/calls/{id}': { get: Operation<{ path: { id: string } }, Row>; delete: Operation<{ path: { id: string } }, Row> }
  '/search': {
    post: Operation<object, { data?: { calls?: Row[] } }> & {
      requestBody?: { content: { 'application/json': { page?: number; limit?: number; status?: string } } }
    }
  }
  '/offsets': { get: Operation<{ query?: { offset?: number; limit?: number } }> }
  '/bare-offsets': { get: Operation<{ query?: { offset?: number; limit?: number } }> }
  '/cursors': { get: Operation<{ query?: { cursor?: string; limit?: number } }> }
  '/links': { get: Operation<{ query?: { limit?: number; status?: string } }, { data?: Row[]; next?: string | null }> }
  '/told-links': { get: Operation<{ query?: { limit?: number } }, { data?: Row[]; next?: string | null }> }
  '/agents/{agent_id}/calls': { get: Operation<{ path: { agent_id: string }; query?: PageQuery }> }
  '/spelt': { get: Operation<{ query?: PageQuery & { newest?: boolean } }> }
  '/unsized': { get: Operation<{ query?: PageQuery }> }
}

export type AcmeOptions = ClientOptions<typeof acme>

export const credentials = { apiKey: 'key-4f1d9a', token: 'token-77b2e0' }

/** Without retries, which have tests of their own. */
export const createAcme = (options: AcmeOptions = credentials) =>
  createProviderClient<AcmePaths, typeof acme>(acme, { retries: 0, ...options })

/** The `CallspecError` that a promise rejects with; anything else fails the test. */
export async function failure(promise: Promise<unknown>): Promise<CallspecError> {
  const error = await promise.then(
    (value) => new Error(`expected a failure, received ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  )
  if (isCallspecError(error)) return error
  throw error
}

/** Everything that an iterable yields. */
export async function all<Item>(iterable: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of iterable) items.push(item)
  return items
}
