import { type Descriptor, nextNumbered, type Pagination, parentLists, periodPieces, readInParallel } from '@callspec/core'
import { defineProvider, inPath, query, unsupported } from '@callspec/provider'
import { serve } from './server.js'
import { SILENT } from './silent-row.js'

/** How a made-up platform keeps its calls agent by agent. */
export interface HiveTraits {
  /** Where the list of calls takes the agent. */
  place: 'path' | 'query'
  /** How the list of agents comes: in pages, or as a bare array; `undated`: without their creation, `undocumented`: which no page shows. */
  agents: 'paged' | 'bare' | 'undated' | 'undocumented'
  type: 'page' | 'offset'
  /** Seconds of the longest period of one request; `null`: a request needs none. */
  longest: number | null
  /** The order of rows. */
  rowOrder: 'newest-first' | 'oldest-first' | 'unordered'
}

export interface HiveAgent {
  id: string
  name: string
  createdAt: number
  /** The list of agents leaves it out, although its calls can be listed. */
  isHidden?: boolean
}

export interface HiveCall {
  id: string
  at: number
  /** A call may be in the lists of several agents. */
  agents: readonly string[]
}

interface Row {
  id: string
  created_at: string
}

const PAGE = 4
const iso = (ms: number) => new Date(ms).toISOString()

/** The provider, written from nothing but what the platform is. */
export function hive({ place, agents, type, longest }: Omit<HiveTraits, 'rowOrder'>) {
  const path = place === 'path' ? '/agents/{agent_id}/calls' : '/calls'
  const pagination: Pagination = {
    type,
    next: nextNumbered,
    in: 'query',
    input: type,
    sizeInput: 'limit',
    first: type === 'page' ? 1 : 0,
    maxSize: PAGE,
    items: ['calls'],
    itemId: 'id',
    total: ['total'],
    order: { field: 'created_at', direction: 'descending', documented: false, assumption: 'row-order' },
    parents: {
      by: parentLists,
      what: 'agent',
      in: place,
      parameter: 'agent_id',
      list: agents === 'paged' ? '/agents' : '/agents/all',
      ...(agents !== 'paged' && { rows: [] }),
      id: ['id'],
      name: ['name'],
      ...(agents !== 'undocumented' && { createdAt: ['created_at'] }),
    },
    ...(longest !== null && { longestPeriod: { by: periodPieces, seconds: longest } }),
  }
  const descriptor = {
    id: 'hive',
    name: 'Hive',
    baseUrl: 'https://calls.hive.example',
    brands: {},
    credentials: { apiKey: { header: 'X-Api-Key', prefix: '', environment: 'HIVE_API_KEY' } },
    rateLimit: null,
    assumptions: { 'row-order': ['newest-first', 'oldest-first', 'unordered'] },
    zoneAssumptions: [],
    readInParallel,
    operations: {
      [`GET ${path}`]: { pagination },
      'GET /agents': {
        pagination: {
          type: 'offset',
          next: nextNumbered,
          in: 'query',
          input: 'offset',
          sizeInput: 'limit',
          first: 0,
          maxSize: 2,
          items: ['agents'],
          itemId: 'id',
          total: ['total'],
        },
      },
    },
  } as const satisfies Descriptor
  return defineProvider({
    descriptor,
    // The operation is named by a text, of which the compiler knows no path.
    list: path as never,
    stamps: { createdAt: 'created_at' },
    map: (row: Row, read, { parent }) => ({
      ...SILENT,
      // Rows do not name it.
      agent: parent && { id: parent.id, name: parent.name },
      createdAt: read.stamp(row.created_at),
    }),
    filters: {
      period: {
        kind: 'inexact',
        because: 'from and to compare created_at, and both count',
        pushdown: ({ since, until }) => ({
          query: { ...(since !== null && { from: iso(since) }), ...(until !== null && { to: iso(until) }) },
        }),
      },
      status: unsupported('nothing tells the status'),
      direction: unsupported('nothing tells the direction'),
      channel: unsupported('nothing tells the channel'),
      isTest: unsupported('nothing tells tests'),
      phoneNumber: unsupported('nothing tells numbers'),
      agentId: {
        kind: 'exact',
        because: 'each agent has a list of its own',
        pushdown: (id) => (place === 'path' ? inPath('agent_id', id) : query('agent_id', id)),
      },
      campaignId: unsupported('nothing names a campaign'),
    },
    parts: { transcript: 'never', analysis: 'never', recording: 'never', cost: 'never' },
    takes: { list: place === 'path' ? { path: ['agent_id'] } : { query: ['agent_id'] } },
  })
}

/** What a platform holds at the moment; tests change it between requests. */
export interface HiveWorld {
  agents: HiveAgent[]
  calls: HiveCall[]
}

/** A server of that platform, whose traits and world are those of the moment; `before` is called with each request. */
export async function serveHive() {
  const own = {
    traits: { place: 'path', agents: 'bare', type: 'page', longest: null, rowOrder: 'newest-first' } as HiveTraits,
    world: { agents: [], calls: [] } as HiveWorld,
    /** Called before each request is answered; a returned status is the answer. */
    before: (_path: string): number | undefined => undefined,
  }
  const server = await serve((url, _body, response) => {
    const { pathname, searchParams } = url
    const fail = (status: number) => {
      response.statusCode = status
      return { error: status }
    }
    const failed = own.before(pathname)
    if (failed !== undefined) return fail(failed)
    const { agents, calls } = own.world
    const wire = agents
      .filter(({ isHidden }) => !isHidden)
      .map(({ id, name, createdAt }) => ({
        id,
        name,
        ...(own.traits.agents !== 'undated' && { created_at: iso(createdAt) }),
      }))
    if (own.traits.agents !== 'paged' && pathname === '/agents/all') return wire
    const [limit, offset, page] = ['limit', 'offset', 'page'].map((name) => Number(searchParams.get(name))) as [
      number,
      number,
      number,
    ]
    if (own.traits.agents === 'paged' && pathname === '/agents') {
      return { agents: wire.slice(offset, offset + limit), total: wire.length }
    }
    const id =
      own.traits.place === 'query' && pathname === '/calls'
        ? searchParams.get('agent_id')
        : (/^\/agents\/([^/]+)\/calls$/.exec(pathname)?.[1] ?? null)
    if (id === null || !agents.some((agent) => agent.id === id)) return fail(404)
    const [from, to] = ['from', 'to'].map((name) => Date.parse(searchParams.get(name) ?? '')) as [number, number]
    const { longest, rowOrder, type } = own.traits
    // As documented: both, and no more than that apart.
    if (longest !== null && !(to - from <= longest * 1000)) return fail(400)
    const found = calls
      .filter((call) => call.agents.includes(id) && !(call.at < from) && !(call.at > to))
      .toSorted((one, other) => RANK[rowOrder](one, other))
    const start = type === 'page' ? (page - 1) * limit : offset
    return {
      calls: found.slice(start, start + limit).map(({ id: call, at }) => ({ id: call, created_at: iso(at) })),
      total: found.length,
    }
  })
  return Object.assign(own, { server, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() })
}

const mixed = ({ id }: HiveCall) => (Number(id.slice(1)) * 7919) % 1009

const RANK: Record<HiveTraits['rowOrder'], (one: HiveCall, other: HiveCall) => number> = {
  'newest-first': (one, other) => other.at - one.at,
  'oldest-first': (one, other) => one.at - other.at,
  unordered: (one, other) => mixed(one) - mixed(other),
}
