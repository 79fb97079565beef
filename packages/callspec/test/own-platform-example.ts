import { type Descriptor, nextLink, parentLists } from '@callspec/core'
import { defineProvider, inPath } from '@callspec/provider'

/** A row of the platform's list. From a spec, openapi-typescript writes the same. */
interface Row {
  id: string
  state?: string | null
  caller?: string | null
  callee?: string | null
  /** Epoch seconds. */
  created?: number | null
  seconds?: number | null
}

/** Where it is, what it takes, and how its list is paged. */
const descriptor = {
  id: 'ledger',
  name: 'Ledger',
  baseUrl: 'https://calls.ledger.example',
  brands: {},
  credentials: { apiKey: { header: 'X-Api-Key', prefix: '', environment: 'LEDGER_API_KEY' } },
  rateLimit: null,
  // What the documentation leaves open and the definition below relies on; the default comes first.
  assumptions: { 'row-order': ['newest-first', 'unordered'] },
  zoneAssumptions: [],
  operations: {
    // Calls are listed agent by agent; callspec reads the lists as one.
    'GET /agents/{agent}/calls': {
      pagination: {
        type: 'cursor',
        in: 'query',
        input: 'after',
        sizeInput: 'limit',
        first: 0,
        maxSize: 100,
        items: ['calls'],
        itemId: 'id',
        // Each page has a link to the next one: of it, this input is taken and nothing else.
        next: nextLink,
        nextCursor: ['links', 'next'],
        link: ['after'],
        // A documented order is `documented: true` without an assumption.
        order: { field: 'created', direction: 'descending', documented: false, assumption: 'row-order' },
        // `GET /agents` finds them: `{ "agents": [{ "id": "a1", "name": "Desk" }] }`.
        parents: {
          by: parentLists,
          what: 'agent',
          in: 'path',
          parameter: 'agent',
          list: '/agents',
          rows: ['agents'],
          id: ['id'],
          name: ['name'],
        },
      },
    },
  },
} as const satisfies Descriptor

export const ledger = defineProvider({
  descriptor,
  list: '/agents/{agent}/calls',
  // Rows do not say when a call started: `occurredAt` is `createdAt`.
  stamps: { createdAt: 'created' },
  statuses: { talking: 'in_progress', done: 'completed' },
  // `null` is what the platform does not say. Rows do not name their agent: it is the parent of their list.
  map: (row: Row, read, { parent }) => ({
    carrierId: null,
    rawStatus: read.text(row.state),
    direction: 'inbound',
    channel: 'phone',
    isTest: null,
    sides: {
      from: read.text(row.caller),
      to: read.text(row.callee),
      customerNumber: read.text(row.caller),
      agentNumber: read.text(row.callee),
    },
    agent: parent && { id: parent.id, name: parent.name },
    campaign: null,
    contact: null,
    createdAt: read.epochSeconds(row.created),
    startedAt: null,
    endedAt: null,
    updatedAt: null,
    durationSeconds: read.number(row.seconds),
    endReason: null,
    answeredBy: null,
    cost: null,
    recordingUrl: null,
    transcript: null,
    transcriptText: null,
    analysis: null,
  }),
  filters: {
    period: { kind: 'local', because: 'no filter by date is documented' },
    status: {
      kind: 'exact',
      because: 'state takes one word',
      // `null`: the platform cannot filter this, so callspec does.
      pushdown: (wanted) => (wanted.length === 1 && wanted[0] === 'completed' ? { query: { state: 'done' } } : null),
    },
    direction: { kind: 'local', because: 'every call is inbound' },
    channel: { kind: 'local', because: 'every call has telephone numbers' },
    isTest: { kind: 'unsupported', because: 'nothing marks tests' },
    phoneNumber: { kind: 'local', because: 'no filter by number is documented' },
    // Of this agent's list alone, and without the list of agents.
    agentId: { kind: 'exact', because: 'each agent has a list of its own', pushdown: (id) => inPath('agent', id) },
    campaignId: { kind: 'unsupported', because: 'nothing names a campaign' },
  },
  parts: { transcript: 'never', analysis: 'never', recording: 'never', cost: 'never' },
})
