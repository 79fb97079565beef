// What has to go out for every filter of every platform, written by hand from the platforms' documentation. No line here
// was made by running the code.
import type { CallQuery, FilterName } from '../src/index.js'

export interface WireRow {
  /** The filter that the row is about; `null`: none. */
  filter: FilterName | null
  query: CallQuery
  /** How that filter is met: `no request` where no call can match. */
  kind: 'native' | 'coarse' | 'local' | 'impossible' | null
  /** `METHOD path?query body` of the first request of each list, byte for byte. */
  requests: string[]
  /** What the source is told beyond its credentials. */
  options: { timeZone?: string; assumptions?: Record<string, string> }
}

const row = (
  filter: WireRow['filter'],
  query: CallQuery,
  kind: WireRow['kind'],
  requests: string | string[],
  options: WireRow['options'] = {},
): WireRow => ({ filter, query, kind, requests: typeof requests === 'string' ? [requests] : requests, options })

const assuming = (assumptions: Record<string, string>) => ({ assumptions })

const SINCE = { since: '2026-11-01T08:00:00Z' }
const UNTIL = { until: '2026-11-08T08:00:00Z' }
const NUMBER = { phoneNumber: '+15551234567' }

/** TalkOver and Autocalls take days: nothing is said of their zone, and nothing of whether the last one counts. */
const days = (ask: (inputs: string) => string): WireRow[] => [
  row('period', SINCE, 'coarse', ask('date_from=2026-10-31&')),
  row('period', UNTIL, 'coarse', ask('date_to=2026-11-10&')),
  row('period', { ...SINCE, ...UNTIL }, 'coarse', ask('date_from=2026-10-31&date_to=2026-11-10&')),
  // Midnight in Tokyo is 15:00 of the day before in UTC.
  row('period', { since: '2026-11-01', timeZone: 'Asia/Tokyo' }, 'coarse', ask('date_from=2026-10-30&')),
  row('period', { ...SINCE, ...UNTIL, strict: true }, 'local', ask('')),
  row('period', UNTIL, 'coarse', ask('date_to=2026-11-09&'), assuming({ 'date-to': 'inclusive' })),
  row('period', UNTIL, 'coarse', ask('date_to=2026-11-10&'), assuming({ 'date-to': 'midnight' })),
  row('period', UNTIL, 'coarse', ask('date_to=2026-11-10&'), assuming({ 'date-to': 'exclusive' })),
  // 08:00 in UTC is 05:00 in São Paulo and 22:00 of the day before in Honolulu.
  row('period', { ...SINCE, ...UNTIL }, 'coarse', ask('date_from=2026-11-01&date_to=2026-11-09&'), {
    timeZone: 'America/Sao_Paulo',
  }),
  row('period', { ...SINCE, ...UNTIL }, 'coarse', ask('date_from=2026-10-31&date_to=2026-11-07&'), {
    timeZone: 'Pacific/Honolulu',
    assumptions: { 'date-to': 'inclusive' },
  }),
  // The instant at which a day begins is not in the day before it.
  row(
    'period',
    { until: '2026-11-08T00:00:00Z' },
    'coarse',
    ask('date_to=2026-11-07&'),
    assuming({ 'date-zone': 'UTC', 'date-to': 'inclusive' }),
  ),
  row(
    'period',
    { until: '2026-11-08T00:00:00Z' },
    'coarse',
    ask('date_to=2026-11-08&'),
    assuming({ 'date-zone': 'UTC', 'date-to': 'exclusive' }),
  ),
  // A call may be updated long after it was created: only the lower bound still holds every one.
  row('period', { ...SINCE, ...UNTIL }, 'coarse', ask('date_from=2026-10-31&'), assuming({ 'date-filter-stamp': 'updated_at' })),
]

const talkover = (inputs: string) => `GET /api/v1/calls?${inputs}per_page=100&page=1`
const autocalls = (inputs: string) => `GET /api/user/calls?${inputs}per_page=100&page=1`
const agentvoice = (inputs: string, sort = 'order_by=started_at&order=desc') =>
  `GET /api/calls?${inputs}${sort}&limit=100&offset=0`
const zudu = (criteria: string, sort = '"sort_by":"start_timestamp","sort_order":"descending"') =>
  `POST /api/calls {${criteria && `"filter_criteria":{${criteria}},`}${sort},"limit":100,"page":0}`
const BUTTER = 'GET /api/calls?limit=100'

const UUID = '3f2b8c1e-6a5d-4e7f-9b0a-1c2d3e4f5a6b'

export const WIRE_TABLE: Record<string, WireRow[]> = {
  talkover: [
    row(null, {}, null, talkover('')),
    row(null, { order: 'oldest' }, null, talkover('')),
    row(null, { include: ['transcript', 'analysis', 'recording', 'cost'] }, null, talkover('')),
    ...days(talkover),
    row('status', { status: 'queued' }, 'native', talkover('status=initiated&')),
    row('status', { status: 'ringing' }, 'native', talkover('status=ringing&')),
    row('status', { status: 'in_progress' }, 'local', talkover('')),
    row('status', { status: 'completed' }, 'native', talkover('status=completed&')),
    row('status', { status: 'no_answer' }, 'native', talkover('status=no-answer&')),
    row('status', { status: 'busy' }, 'native', talkover('status=busy&')),
    row('status', { status: 'canceled' }, 'native', []),
    row('status', { status: 'failed' }, 'native', talkover('status=failed&')),
    row('status', { status: 'unknown' }, 'local', talkover('')),
    row('status', { status: ['completed', 'canceled'] }, 'native', talkover('status=completed&')),
    row('status', { status: ['failed', 'busy'] }, 'native', [talkover('status=failed&'), talkover('status=busy&')]),
    row('status', { status: ['completed', 'in_progress'] }, 'local', talkover('')),
    row('status', { status: ['queued', 'ringing', 'completed', 'no_answer', 'busy'] }, 'local', talkover('')),
    row('status', { status: 'completed', strict: true }, 'native', talkover('status=completed&')),
    row('direction', { direction: 'inbound' }, 'native', talkover('direction=inbound&')),
    row('direction', { direction: 'outbound' }, 'native', talkover('direction=outbound&')),
    row('direction', { direction: 'unknown' }, 'local', talkover('')),
    row('channel', { channel: 'phone' }, 'local', talkover('')),
    row('channel', { channel: 'web' }, 'local', talkover('')),
    row('isTest', { isTest: true }, 'local', talkover('')),
    row('phoneNumber', NUMBER, 'coarse', talkover('search=%2B15551234567&')),
    row('phoneNumber', { ...NUMBER, strict: true }, 'local', talkover('')),
    row('phoneNumber', NUMBER, 'local', talkover(''), assuming({ 'search-by-number': 'unknown' })),
    row('agentId', { agentId: 'agent-uuid-1' }, 'native', talkover('agent_id=agent-uuid-1&')),
    row('agentId', { agentId: "o'brien & co/ü" }, 'native', talkover('agent_id=o%27brien%20%26%20co%2F%C3%BC&')),
    row('campaignId', { campaignId: '7' }, 'impossible', []),
    row(
      'status',
      { ...SINCE, ...NUMBER, status: ['failed', 'busy'], direction: 'inbound', agentId: 'a' },
      'native',
      ['failed', 'busy'].map((word) =>
        talkover(`date_from=2026-10-31&status=${word}&direction=inbound&search=%2B15551234567&agent_id=a&`),
      ),
    ),
  ],
  autocalls: [
    row(null, {}, null, autocalls('')),
    row(null, { order: 'oldest' }, null, autocalls('')),
    row(null, { include: ['transcript', 'analysis', 'recording', 'cost'] }, null, autocalls('')),
    ...days(autocalls),
    row('status', { status: 'queued' }, 'native', autocalls('status=initiated&')),
    row('status', { status: 'ringing' }, 'native', autocalls('status=ringing&')),
    row('status', { status: 'in_progress' }, 'native', autocalls('status=in-progress&')),
    row('status', { status: 'completed' }, 'native', [
      autocalls('status=ended&'),
      autocalls('status=completed&'),
      autocalls('status=ended_by_customer&'),
      autocalls('status=ended_by_assistant&'),
    ]),
    row('status', { status: 'no_answer' }, 'native', autocalls('status=no-answer&')),
    row('status', { status: 'busy' }, 'native', autocalls('status=busy&')),
    row('status', { status: 'canceled' }, 'native', []),
    row('status', { status: 'failed' }, 'native', autocalls('status=failed&')),
    row('status', { status: 'unknown' }, 'local', autocalls('')),
    row('status', { status: ['failed', 'busy'] }, 'native', [autocalls('status=busy&'), autocalls('status=failed&')]),
    // Five words: more requests than are worth sending.
    row('status', { status: ['completed', 'failed'] }, 'local', autocalls('')),
    row('direction', { direction: 'inbound' }, 'native', autocalls('type=inbound&')),
    row('direction', { direction: 'outbound' }, 'native', autocalls('type=outbound&')),
    row('direction', { direction: 'unknown' }, 'local', autocalls('')),
    row('channel', { channel: 'web' }, 'native', autocalls('type=web&')),
    row('channel', { channel: 'phone' }, 'local', autocalls('')),
    row('channel', { channel: 'unknown' }, 'local', autocalls('')),
    row('isTest', { isTest: false }, 'impossible', []),
    row('phoneNumber', NUMBER, 'native', autocalls('phone_number=%2B15551234567&')),
    row('phoneNumber', { ...NUMBER, strict: true }, 'local', autocalls('')),
    row('phoneNumber', NUMBER, 'local', autocalls(''), assuming({ 'phone-number-match': 'unknown' })),
    row('agentId', { agentId: '42' }, 'native', autocalls('assistant_id=42&')),
    row('agentId', { agentId: '42', strict: true }, 'native', autocalls('assistant_id=42&')),
    // Ids are integers, so no call can match these.
    row('agentId', { agentId: 'abc' }, 'native', []),
    row('agentId', { agentId: '9007199254740993' }, 'native', []),
    row('campaignId', { campaignId: '7' }, 'native', autocalls('campaign_id=7&')),
    row('campaignId', { campaignId: '-7' }, 'native', []),
    row(
      'status',
      { ...NUMBER, status: 'completed', direction: 'inbound', agentId: '42', campaignId: '7' },
      'native',
      ['ended', 'completed', 'ended_by_customer', 'ended_by_assistant'].map((word) =>
        autocalls(`status=${word}&type=inbound&phone_number=%2B15551234567&assistant_id=42&campaign_id=7&`),
      ),
    ),
  ],
  agentvoice: [
    row(null, {}, null, agentvoice('')),
    row(null, { order: 'arrival' }, null, agentvoice('')),
    row(null, { order: 'oldest' }, null, agentvoice('', 'order_by=started_at&order=asc')),
    row(null, {}, null, agentvoice('', 'order_by=created_at&order=desc'), assuming({ 'started-at': 'sometimes' })),
    row(null, { include: ['recording', 'cost'] }, null, agentvoice('')),
    row(null, { include: ['transcript'] }, null, agentvoice('include=transcript&')),
    row(null, { include: ['analysis'] }, null, agentvoice('fields=full&')),
    row(null, { include: ['transcript', 'analysis'] }, null, agentvoice('include=transcript&fields=full&')),
    row('period', SINCE, 'coarse', agentvoice('from=2026-11-01T07%3A59%3A59.000Z&')),
    row('period', UNTIL, 'coarse', agentvoice('to=2026-11-08T08%3A00%3A01.000Z&')),
    row(
      'period',
      { ...SINCE, ...UNTIL },
      'coarse',
      agentvoice('from=2026-11-01T07%3A59%3A59.000Z&to=2026-11-08T08%3A00%3A01.000Z&'),
    ),
    row(
      'period',
      { since: '2026-11-01', timeZone: 'America/Sao_Paulo' },
      'coarse',
      agentvoice('from=2026-11-01T02%3A59%3A59.000Z&'),
    ),
    row('period', { ...SINCE, strict: true }, 'local', agentvoice('')),
    row('period', SINCE, 'local', agentvoice('', 'order_by=created_at&order=desc'), assuming({ 'started-at': 'sometimes' })),
    row('status', { status: 'completed' }, 'local', agentvoice('')),
    row('direction', { direction: 'inbound' }, 'native', agentvoice('call_type=inbound&')),
    row('direction', { direction: 'outbound' }, 'native', agentvoice('call_type=outbound&')),
    row('direction', { direction: 'unknown' }, 'local', agentvoice('')),
    row('channel', { channel: 'phone' }, 'local', agentvoice('')),
    row('isTest', { isTest: true }, 'impossible', []),
    row('phoneNumber', NUMBER, 'native', agentvoice('phone_number=%2B15551234567&')),
    row('phoneNumber', { ...NUMBER, strict: true }, 'local', agentvoice('')),
    row('phoneNumber', NUMBER, 'local', agentvoice(''), assuming({ 'phone-number-match': 'unknown' })),
    row('agentId', { agentId: UUID }, 'native', agentvoice(`agent_id=${UUID}&`)),
    row('agentId', { agentId: 'agent_1' }, 'native', []),
    row('campaignId', { campaignId: UUID }, 'native', agentvoice(`campaign_id=${UUID}&`)),
    row('campaignId', { campaignId: '7' }, 'native', []),
    row(
      'direction',
      { ...SINCE, ...NUMBER, direction: 'outbound', agentId: UUID, campaignId: UUID, include: ['transcript'] },
      'native',
      agentvoice(
        `include=transcript&from=2026-11-01T07%3A59%3A59.000Z&call_type=outbound&phone_number=%2B15551234567&agent_id=${UUID}&campaign_id=${UUID}&`,
      ),
    ),
  ],
  zudu: [
    row(null, {}, null, zudu('')),
    row(null, { order: 'oldest' }, null, zudu('', '"sort_by":"start_timestamp","sort_order":"ascending"')),
    row(
      null,
      {},
      null,
      zudu('', '"sort_by":"created_at","sort_order":"descending"'),
      assuming({ 'start-timestamp': 'sometimes' }),
    ),
    row(null, { include: ['transcript', 'analysis', 'recording', 'cost'] }, null, zudu('')),
    row('period', { ...SINCE, ...UNTIL }, 'local', zudu('')),
    row('status', { status: 'in_progress' }, 'native', zudu('"call_status":["ongoing"]')),
    row('status', { status: 'completed' }, 'native', zudu('"call_status":["ended"]')),
    row('status', { status: ['completed', 'in_progress'] }, 'native', zudu('"call_status":["ongoing","ended"]')),
    // The rows also know SCHEDULED and ERROR, which the filter is not shown to take.
    row('status', { status: 'queued' }, 'local', zudu('')),
    row('status', { status: 'failed' }, 'local', zudu('')),
    row('status', { status: ['completed', 'busy'] }, 'local', zudu('')),
    row('status', { status: 'completed', strict: true }, 'local', zudu('')),
    row('status', { status: 'completed' }, 'local', zudu(''), assuming({ 'filter-case': 'exact' })),
    row('direction', { direction: 'inbound' }, 'local', zudu('')),
    row('channel', { channel: 'phone' }, 'native', zudu('"call_type":["PHONE_CALL"]')),
    row('channel', { channel: 'web' }, 'native', zudu('"call_type":["WEB_CALL"]')),
    row('channel', { channel: 'unknown' }, 'local', zudu('')),
    row('channel', { channel: 'web', strict: true }, 'local', zudu('')),
    row('channel', { channel: 'web' }, 'local', zudu(''), assuming({ 'call-type-filter': 'ignored' })),
    row('isTest', { isTest: true }, 'impossible', []),
    row('phoneNumber', NUMBER, 'local', zudu('')),
    row('agentId', { agentId: 'agent_"1"' }, 'native', zudu('"agent_id":["agent_\\"1\\""]')),
    row('agentId', { agentId: 'agent_1', strict: true }, 'local', zudu('')),
    row('agentId', { agentId: 'agent_1' }, 'local', zudu(''), assuming({ 'agent-filter': 'string' })),
    row('campaignId', { campaignId: 'batch_1' }, 'impossible', []),
    row(
      'status',
      { ...SINCE, status: 'completed', channel: 'phone', agentId: 'agent_1', direction: 'inbound' },
      'native',
      zudu('"call_status":["ended"],"call_type":["PHONE_CALL"],"agent_id":["agent_1"]'),
    ),
  ],
  butter: [
    row(null, {}, null, BUTTER),
    row(null, { order: 'oldest' }, null, BUTTER),
    row(null, { include: ['transcript', 'analysis', 'recording', 'cost'] }, null, BUTTER),
    row('period', { ...SINCE, ...UNTIL }, 'local', BUTTER),
    row('status', { status: 'completed' }, 'local', BUTTER),
    row('direction', { direction: 'inbound' }, 'local', BUTTER),
    row('channel', { channel: 'phone' }, 'local', BUTTER),
    row('isTest', { isTest: true }, 'local', BUTTER),
    row('phoneNumber', NUMBER, 'local', BUTTER),
    row('agentId', { agentId: 'agent_1' }, 'local', BUTTER),
    row('campaignId', { campaignId: '7' }, 'impossible', []),
  ],
}
