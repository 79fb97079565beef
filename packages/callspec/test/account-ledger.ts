import { type Descriptor, nextNumbered, readInParallel } from '@callspec/core'
import { defineProvider } from '@callspec/provider'

/** A row of the platform's list. From a spec, openapi-typescript writes the same. */
interface Row {
  id: string
  state?: string | null
  caller?: string | null
  callee?: string | null
  created_at?: string | null
  seconds?: number | null
}

/** A platform of one's own with one list of the whole account. */
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
  // Lists whose pages are numbered, or counted by rows, are read many pages at once.
  readInParallel,
  operations: {
    'GET /calls': {
      pagination: {
        type: 'offset',
        next: nextNumbered,
        in: 'query',
        input: 'offset',
        sizeInput: 'limit',
        first: 0,
        maxSize: 100,
        items: ['calls'],
        itemId: 'id',
        total: [['total']],
        // A documented order is `documented: true` without an assumption.
        order: { field: 'created_at', direction: 'descending', documented: false, assumption: 'row-order' },
      },
    },
  },
} as const satisfies Descriptor

export const ledger = defineProvider({
  descriptor,
  list: '/calls',
  // Rows do not say when a call started: `occurredAt` is `createdAt`.
  stamps: { createdAt: 'created_at' },
  statuses: { talking: 'in_progress', done: 'completed' },
  // `null` is what the platform does not say.
  map: (row: Row, read) => ({
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
    agent: null,
    campaign: null,
    contact: null,
    createdAt: read.stamp(row.created_at),
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
    agentId: { kind: 'unsupported', because: 'nothing names an agent' },
    campaignId: { kind: 'unsupported', because: 'nothing names a campaign' },
  },
  parts: { transcript: 'never', analysis: 'never', recording: 'never', cost: 'never' },
})
