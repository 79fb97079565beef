import type { Documented } from '../../callspec/test/documented.js'
import { confirmed, learned, OPEN, ROW_ORDER, SAME } from '../../callspec/test/verify-outcomes.js'
import { assuming, NUMBER, row, SINCE, UNTIL } from '../../callspec/test/wire-row.js'
import { ended, waiting } from './rows.js'

const ask = (inputs: string) => `GET /api/calls?${inputs}sort=-created&pageSize=100`

const AGENT = '7d1f6c1e-2f0a-4c3b-9a55-0c9d8a3b1e42'

/** What the two calls have in common. */
const call = {
  provider: 'ultravox',
  source: 'ultravox',
  carrierId: null,
  rawStatus: null,
  isTest: null,
  agent: { id: AGENT, name: 'Front Desk' },
  campaign: null,
  contact: null,
  updatedAt: null,
  answeredBy: null,
  cost: null,
}

/** Ultravox, as its documentation says it. */
export const ultravox: Documented = {
  cannot: ['isTest', 'campaignId'],
  path: '',
  empty: { next: null, previous: null, results: [], total: 0 },
  credentials: { apiKey: 'k' },
  headers: ['X-API-Key'],
  wire: [
    row(null, {}, null, ask('')),
    // No page names the opposite of -created.
    row(null, { order: 'oldest' }, null, ask('')),
    row(null, { include: ['transcript', 'analysis', 'recording', 'cost'] }, null, ask('')),
    // A call is joined after its creation, which fromDate compares.
    row('period', SINCE, 'local', ask('')),
    row('period', UNTIL, 'inexact', ask('toDate=2026-11-08T08%3A00%3A00.000Z&')),
    row('period', { ...SINCE, ...UNTIL }, 'inexact', ask('toDate=2026-11-08T08%3A00%3A00.000Z&')),
    row('period', { ...SINCE, ...UNTIL, strict: true }, 'inexact', ask('toDate=2026-11-08T08%3A00%3A00.000Z&')),
    // Six seconds less, by which billing may have rounded up, and one more at each end, which may not count.
    row('duration', { minDurationSeconds: 60 }, 'inexact', ask('durationMin=53s&')),
    row('duration', { maxDurationSeconds: 120.5 }, 'inexact', ask('durationMax=122s&')),
    row('duration', { minDurationSeconds: 5, maxDurationSeconds: 120 }, 'inexact', ask('durationMax=121s&')),
    row('duration', { minDurationSeconds: 7 }, 'local', ask('')),
    row('duration', { minDurationSeconds: 60, strict: true }, 'local', ask('')),
    row('duration', { minDurationSeconds: 60 }, 'local', ask(''), assuming({ 'duration-filter': 'unknown' })),
    row('status', { status: 'completed' }, 'local', ask('')),
    row('direction', { direction: 'inbound' }, 'local', ask('')),
    row('channel', { channel: 'web' }, 'local', ask('')),
    row('isTest', { isTest: true }, 'unsupported', []),
    row('phoneNumber', NUMBER, 'local', ask('')),
    row('agentId', { agentId: AGENT }, 'exact', ask(`agentIds=${AGENT}&`)),
    row('agentId', { agentId: AGENT, strict: true }, 'exact', ask(`agentIds=${AGENT}&`)),
    // Ids of agents are UUIDs.
    row('agentId', { agentId: 'a1' }, 'exact', []),
    row('campaignId', { campaignId: 'c1' }, 'unsupported', []),
  ],
  example: {
    rows: [ended, waiting],
    calls: [
      {
        ...call,
        key: 'ultravox/3c90c3cc-0d44-4b50-8888-8dd25736052a',
        id: '3c90c3cc-0d44-4b50-8888-8dd25736052a',
        status: 'completed',
        isFinal: true,
        direction: 'outbound',
        channel: 'phone',
        from: '+15550100199',
        to: '+14155552671',
        customerNumber: '+14155552671',
        agentNumber: '+15550100199',
        occurredAt: '2026-08-01T10:00:03.480Z',
        createdAt: '2026-08-01T10:00:00.120Z',
        startedAt: '2026-08-01T10:00:03.480Z',
        endedAt: '2026-08-01T10:01:09.900Z',
        // Rounded up to six seconds by the platform.
        durationSeconds: 72,
        endReason: { code: 'customer_hangup', raw: 'hangup' },
        // There is no address but that of the request.
        recordingUrl: 'https://api.ultravox.ai/api/calls/3c90c3cc-0d44-4b50-8888-8dd25736052a/recording',
        analysis: { summary: 'The agent greeted the caller, who hung up.', successful: null, sentiment: null },
      },
      {
        ...call,
        key: 'ultravox/0b1c2d3e-4f50-4617-8283-94a5b6c7d8e9',
        id: '0b1c2d3e-4f50-4617-8283-94a5b6c7d8e9',
        status: 'queued',
        isFinal: false,
        direction: 'unknown',
        channel: 'web',
        from: null,
        to: null,
        customerNumber: null,
        agentNumber: null,
        occurredAt: '2026-08-01T09:00:00.000Z',
        createdAt: '2026-08-01T09:00:00.000Z',
        startedAt: null,
        endedAt: null,
        durationSeconds: null,
        endReason: null,
        recordingUrl: null,
        analysis: null,
      },
    ],
  },
  verify: {
    unturned: {
      // The lists of agents and of deleted calls, which are asked for no order.
      'row-order': confirmed('newest-first'),
      'last-cursor': learned('last-cursor', 'null'),
      // No answer tells what a word or a figure means.
      'message-order': OPEN,
      'billed-duration': OPEN,
      'duration-filter': OPEN,
      'sip-terminations': OPEN,
      'sip-caller-id': OPEN,
    },
    turned: {
      'row-order': ROW_ORDER,
      'last-cursor': {
        null: SAME,
        empty: { 'last-cursor': learned('last-cursor', 'empty') },
      },
      'message-order': { 'oldest-first': SAME, unordered: SAME },
      'billed-duration': { billed: SAME, other: SAME },
      'sip-terminations': { 'by-name': SAME, other: SAME },
      'sip-caller-id': { 'request-context': SAME, other: SAME },
      'next-link': { filters: SAME, cursor: SAME, elsewhere: SAME },
      total: { counted: SAME, zero: SAME, absent: SAME },
      filters: { applied: SAME, ignored: SAME },
      'duration-filter': { billed: SAME, joined: SAME },
      'recording-response': { redirect: SAME, file: SAME },
    },
    // Agents, deleted calls and a last page tell.
    emptyTells: ['row-order', 'last-cursor'],
  },
}
