import type { Documented } from '../../callspec/test/documented.js'
import { documentedRows, expected } from '../../callspec/test/reference-calls.js'
import { confirmed, learned, NUMBER_MATCH, OPEN, refuted, SAME } from '../../callspec/test/verify-outcomes.js'
import { assuming, NUMBER, row, SINCE, UNTIL } from '../../callspec/test/wire-row.js'

const ask = (inputs: string, sort = 'order_by=started_at&order=desc') => `GET /api/calls?${inputs}${sort}&limit=100&offset=0`
const UUID = '3f2b8c1e-6a5d-4e7f-9b0a-1c2d3e4f5a6b'

/** AgentVoice, as its documentation says it. */
export const agentvoice: Documented = {
  cannot: ['isTest'],
  path: '/api',
  empty: { data: [], pagination: { total: 0, limit: 100, offset: 0, has_more: false } },
  credentials: { apiKey: 'k', organizationId: 'o' },
  headers: ['x-api-key', 'x-organization-id'],
  wire: [
    row(null, {}, null, ask('')),
    row(null, { order: 'arrival' }, null, ask('')),
    row(null, { order: 'oldest' }, null, ask('', 'order_by=started_at&order=asc')),
    row(null, {}, null, ask('', 'order_by=created_at&order=desc'), assuming({ 'started-at': 'sometimes' })),
    row(null, { include: ['recording', 'cost'] }, null, ask('')),
    row(null, { include: ['transcript'] }, null, ask('include=transcript&')),
    row(null, { include: ['analysis'] }, null, ask('fields=full&')),
    row(null, { include: ['transcript', 'analysis'] }, null, ask('include=transcript&fields=full&')),
    row('period', SINCE, 'inexact', ask('from=2026-11-01T07%3A59%3A59.000Z&')),
    row('period', UNTIL, 'inexact', ask('to=2026-11-08T08%3A00%3A01.000Z&')),
    row('period', { ...SINCE, ...UNTIL }, 'inexact', ask('from=2026-11-01T07%3A59%3A59.000Z&to=2026-11-08T08%3A00%3A01.000Z&')),
    row('period', { since: '2026-11-01', timeZone: 'America/Sao_Paulo' }, 'inexact', ask('from=2026-11-01T02%3A59%3A59.000Z&')),
    row('period', { ...SINCE, strict: true }, 'local', ask('')),
    row('period', SINCE, 'local', ask('', 'order_by=created_at&order=desc'), assuming({ 'started-at': 'sometimes' })),
    row('status', { status: 'completed' }, 'local', ask('')),
    row('direction', { direction: 'inbound' }, 'exact', ask('call_type=inbound&')),
    row('direction', { direction: 'outbound' }, 'exact', ask('call_type=outbound&')),
    row('direction', { direction: 'unknown' }, 'local', ask('')),
    row('channel', { channel: 'phone' }, 'local', ask('')),
    row('isTest', { isTest: true }, 'unsupported', []),
    row('phoneNumber', NUMBER, 'exact', ask('phone_number=%2B15551234567&')),
    row('phoneNumber', { ...NUMBER, strict: true }, 'local', ask('')),
    row('phoneNumber', NUMBER, 'local', ask(''), assuming({ 'phone-number-match': 'unknown' })),
    row('agentId', { agentId: UUID }, 'exact', ask(`agent_id=${UUID}&`)),
    row('agentId', { agentId: 'agent_1' }, 'exact', []),
    row('campaignId', { campaignId: UUID }, 'exact', ask(`campaign_id=${UUID}&`)),
    row('campaignId', { campaignId: '7' }, 'exact', []),
    row('duration', { minDurationSeconds: 60, maxDurationSeconds: 120.5 }, 'local', ask('')),
    row(
      'direction',
      { ...SINCE, ...NUMBER, direction: 'outbound', agentId: UUID, campaignId: UUID, include: ['transcript'] },
      'exact',
      ask(
        `include=transcript&from=2026-11-01T07%3A59%3A59.000Z&call_type=outbound&phone_number=%2B15551234567&agent_id=${UUID}&campaign_id=${UUID}&`,
      ),
    ),
  ],
  example: { rows: documentedRows('agentvoice'), calls: expected.agentvoice },
  verify: {
    unturned: {
      'started-at': confirmed('always'),
      'null-stamps': OPEN,
      'phone-number-match': confirmed('exact'),
      'date-bounds': learned('date-bounds', 'inclusive'),
      'full-payload': learned('full-payload', 'as-listed'),
    },
    turned: {
      'started-at': {
        always: SAME,
        sometimes: { 'started-at': refuted('started-at', 'sometimes'), 'null-stamps': learned('null-stamps', 'first') },
      },
      'null-stamps': { first: SAME, last: SAME },
      'phone-number-match': NUMBER_MATCH,
      'date-bounds': { inclusive: SAME, exclusive: { 'date-bounds': learned('date-bounds', 'exclusive') } },
      'full-payload': { 'as-listed': SAME, everything: { 'full-payload': learned('full-payload', 'everything') } },
      filters: {
        applied: SAME,
        ignored: { 'phone-number-match': refuted('phone-number-match', 'unknown'), 'date-bounds': OPEN },
      },
    },
    shownBy: { 'null-stamps': { 'started-at': 'sometimes' } },
  },
}
