import { STATUS_CODES } from 'node:http'
import { ask, type Json } from '../ask.js'
import { type Documented, query, someNumber } from '../documented.js'

const iso = (at: number | null) => new Date(at ?? 0).toISOString()

/** Vapi, as its documentation says it. */
export const vapi: Documented = {
  basePath: '',
  credentials: ['apiKey'],
  headers: ({ apiKey }) => ({ Authorization: `Bearer ${apiKey}` }),
  list: { method: 'GET', path: '/call' },
  get: (id) => ({ method: 'GET', path: `/call/${id}` }),
  call: (body) => body,
  rows: (body) => body,
  pagesBy: 'window',
  async *read(simulator, size, filters) {
    const seen = new Set<string>()
    let until = filters.createdAtLe
    for (let limit = size; ; ) {
      const { body } = await ask(simulator, `/call?${query({ ...filters, limit, ...(until ? { createdAtLe: until } : {}) })}`)
      const rows = body.filter(({ id }: { id: string }) => !seen.has(id))
      for (const { id } of rows) seen.add(id)
      yield* rows
      if (body.length < limit) return
      // More rows than were asked for may be of one instant.
      if (rows.length === 0) limit *= 2
      until = body.at(-1).createdAt
    }
  },
  deep: (oldest) => ({ path: `/call?limit=100&createdAtLt=${iso(oldest.createdAt)}`, rows: 0 }),
  id: 'id',
  words: ['status', 'type'],
  stamps: ['createdAt', 'startedAt'],
  idForm: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
  statuses: {
    scheduled: 'queued',
    queued: 'queued',
    ringing: 'ringing',
    'in-progress': 'in_progress',
    forwarding: 'in_progress',
    ended: 'completed',
    'not-found': 'unknown',
    'deletion-failed': 'unknown',
  },
  rowMembers:
    'analysis? artifact? assistant? assistantId? campaignId? cost costs? createdAt customer? endedAt? endedReason? id monitor orgId phoneCallProvider? phoneCallProviderId? phoneCallTransport? phoneNumber? phoneNumberId? startedAt? status transport type updatedAt',
  unauthorized: { message: 'Invalid Key', error: 'Unauthorized', statusCode: 401 },
  errorBody: (message, statusCode) => ({ message, error: STATUS_CODES[statusCode], statusCode }),
  posts: () => '/call',
  cases(simulator) {
    const calls = [...simulator.calls()]
    const ended = calls.find(({ status }) => status === 'ended')
    const silent = calls.find(({ recordingUrl }) => recordingUrl === null)
    const assistantId = calls.find(({ agent }) => agent?.id)?.agent?.id
    const campaignId = calls.find(({ campaign }) => campaign)?.campaign?.id
    const list = { operation: 'listCalls' }
    const get = { operation: 'getCall' }
    const make = { operation: 'makeCall', method: 'POST', path: '/call' }
    const update = { operation: 'updateCall', method: 'PATCH', path: `/call/${ended?.id}` }
    const remove = { operation: 'deleteCall', method: 'DELETE', path: `/call/${silent?.id}` }
    const stamps = ['createdAt', 'updatedAt'].flatMap((name) => [
      `${name}Gt=2026-01-01T00:00:00Z`,
      `${name}Ge=2026-01-01T00:00:00Z`,
      `${name}Lt=2027-01-01T00:00:00Z`,
      `${name}Le=2027-01-01T00:00:00Z`,
    ])
    const everyStamp = stamps.join('&')
    const files = ['Mono', 'Stereo', 'Customer', 'Assistant', 'Video'].map((name) => [
      `get${name}Recording`,
      `${name.toLowerCase()}-recording`,
    ])
    return [
      { ...list, path: '/call', status: 200 },
      { ...list, path: `/call?limit=1000&${everyStamp}`, status: 200 },
      { ...list, path: `/call?id=${ended?.id}&assistantId=${assistantId}&phoneNumberId=none`, status: 200 },
      { ...list, path: '/call?limit=1001', status: 400, invalid: true },
      { ...list, path: '/call?createdAtLe=yesterday', status: 400 },
      ...calls.slice(0, 12).map(({ id }) => ({ ...get, path: `/call/${id}`, status: 200 })),
      { ...get, path: '/call/ca123456xxxxx', status: 404 },
      ...[...files, ['getCallLogs', 'call-logs'], ['getPcap', 'pcap']].map(([operation = '', name]) => ({
        operation,
        path: `/call/${silent?.id}/${name}`,
        status: 404,
      })),
      { ...make, body: { assistantId, customer: { number: '+15550101001' }, name: 'Reminder' }, status: 201 },
      { ...make, body: { assistantId, customers: [{ number: '+15550101001' }, { number: '0555' }] }, status: 201 },
      { ...make, body: { customer: { number: '+15550101001' } }, status: 400 },
      { ...make, body: { assistantId, customer: { number: 'nobody' } }, status: 400 },
      { ...update, body: { name: 'Ada' }, status: 200 },
      { ...update, body: { name: 'a'.repeat(41) }, status: 400, invalid: true },
      { ...update, path: '/call/nothing', body: {}, status: 404 },
      { ...remove, body: {}, status: 200 },
      { ...remove, body: {}, status: 404 },
      { operation: 'listAssistants', path: `/assistant?limit=2&${everyStamp}`, status: 200 },
      { operation: 'listAssistants', path: '/assistant', status: 200 },
      { operation: 'getAssistant', path: `/assistant/${assistantId}`, status: 200 },
      { operation: 'getAssistant', path: '/assistant/nobody', status: 404 },
      { operation: 'listPhoneNumbers', path: `/phone-number?limit=2&${everyStamp}`, status: 200 },
      {
        operation: 'listCampaigns',
        path: `/v2/campaign?status=ended&sortOrder=ASC&sortBy=createdAt&limit=2&page=1`,
        status: 200,
      },
      { operation: 'listCampaigns', path: '/v2/campaign?status=over', status: 400, invalid: true },
      { operation: 'getCampaign', path: `/v2/campaign/${campaignId}?includeCounters=false`, status: 200 },
      {
        operation: 'listCampaignContacts',
        path: `/v2/campaign/${campaignId}/contacts?status=contact.completed&status=contact.dispatched&sortBy=position&limit=3&page=1`,
        status: 200,
      },
    ]
  },
  followUps: [
    {
      from: '/phone-number',
      pick: (body) => body[0].id,
      operation: 'getPhoneNumber',
      path: (id) => `/phone-number/${id}`,
      status: 200,
    },
  ],
  filters: (call) => [
    { filters: { id: call.id }, keeps: ({ id }) => id === call.id },
    { filters: { assistantId: call.agent?.id ?? '' }, keeps: ({ agent }) => agent?.id === call.agent?.id },
    { filters: { phoneNumberId: someNumber }, keeps: () => false, keepsNone: true },
    ...(['createdAt', 'updatedAt'] as const).flatMap((name) => {
      const at = iso(call[name])
      return [
        { filters: { [`${name}Gt`]: at }, keeps: (_: unknown, row: Json) => row[name] > at },
        { filters: { [`${name}Ge`]: at }, keeps: (_: unknown, row: Json) => row[name] >= at },
        { filters: { [`${name}Lt`]: at }, keeps: (_: unknown, row: Json) => row[name] < at },
        { filters: { [`${name}Le`]: at }, keeps: (_: unknown, row: Json) => row[name] <= at },
      ]
    }),
  ],
  async recordingAddress(simulator, id) {
    return (await ask(simulator, `/call/${id}`)).body.artifact.presignedMonoUrl
  },
  parts: [
    { part: 'transcript', of: (row) => row.artifact?.messages },
    { part: 'recording', of: (row) => row.artifact?.recording },
    { part: 'analysis', of: (row) => row.analysis },
    { part: 'cost', of: (row) => row.cost },
  ],
}
