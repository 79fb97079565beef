import { agentvoice, butter, talkover, zudu } from '@callspec/all'
import { type Simulator, startSimulator } from '@callspec/simulator'
import { afterEach, describe, expect, it } from 'vitest'
import { explain } from '../src/explain/explain.js'
import { callLog } from '../src/index.js'
import { serve } from './server.js'
import { collect } from './sources.js'

let simulator: Simulator | undefined
afterEach(() => simulator?.close())

const AGENTVOICE = { apiKey: 'k', organizationId: 'o' }
const ZUDU = { apiKey: 'k', apiSecret: 's' }

describe('Inputs of a source', () => {
  it('filter by what the unified query does not know, on every page', async () => {
    simulator = await startSimulator('agentvoice', { calls: 900 })
    const contact = [...simulator.calls()].find((call) => call.contact?.id)!.contact!.id!
    const options = { baseUrl: simulator.baseUrl, rateLimit: null, ...simulator.credentials, concurrency: 1 }
    const source = agentvoice({ ...AGENTVOICE, ...options, inputs: { query: { contact_id: contact } } })
    const calls = await collect(callLog([source]).list())
    const expected = [...simulator.calls()].filter((call) => call.contact?.id === contact)
    expect(calls.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort())
    expect(calls.length).toBeGreaterThan(0)
    for (const { query } of simulator.requests) expect(query).toContainEqual(['contact_id', contact])
  })

  it('stand beside the filters of the query in one object of the body', () => {
    const inputs = { body: { filter_criteria: { duration_ms: { lower_threshold: 1000 } } } }
    const [source] = explain(callLog([zudu({ ...ZUDU, inputs })]), { agentId: 'agent-1' })
    expect(source).toMatchObject({ inputs: ['duration_ms'] })
    expect(source?.answers && JSON.parse(String(source.requests[0]?.body))).toMatchObject({
      filter_criteria: { duration_ms: { lower_threshold: 1000 }, agent_id: ['agent-1'] },
    })
  })

  it('never replace what a query filters by: that is then filtered here as well', async () => {
    await using server = await serve(({ searchParams }) => ({
      data: searchParams.get('offset') === '0' ? [{ id: '1', agent_id: AGENTS[0], started_at: '2026-11-01T00:00:00.000Z' }] : [],
      pagination: { total: 1, limit: 100, offset: Number(searchParams.get('offset')), has_more: false },
    }))
    const source = agentvoice({ ...AGENTVOICE, baseUrl: server.url, inputs: { query: { agent_id: AGENTS[0] } } })
    expect(await collect(callLog([source]).list({ agentId: AGENTS[1]! }))).toEqual([])
    expect(await collect(callLog([source]).list({ agentId: AGENTS[0]! }))).toHaveLength(1)
    for (const request of server.requests) expect(request).toContain(`agent_id=${AGENTS[0]}&`)
  })

  // The command passes one group as a text.
  it.each([['actions'], 'actions'])('add to the groups that a part asks for: %j', (include) => {
    const source = agentvoice({ ...AGENTVOICE, inputs: { query: { include: include as ['actions'] } } })
    const [explained] = explain(callLog([source]), { include: ['transcript'] })
    expect(explained?.answers && explained.requests[0]?.url).toContain('include=actions,transcript&')
  })

  it('ask a single call for every documented group', async () => {
    await using server = await serve(() => ({ id: '1', started_at: '2026-11-01T00:00:00.000Z' }))
    const source = agentvoice({
      ...AGENTVOICE,
      baseUrl: server.url,
      inputs: { get: { query: { include: ['actions', 'metrics'] } } },
    })
    await callLog([source]).get('agentvoice', '1')
    expect(server.requests).toEqual(['GET /calls/1?include=actions,metrics&fields=full'])
  })

  it('are told where the platform says that it did not apply them', async () => {
    await using server = await serve(() => ({
      status: 'success',
      data: {
        calls: [],
        applied_filters: { call_status: ['ended'] },
        pagination: { page: 0, limit: 100, total_count: 0, total_pages: 0 },
      },
    }))
    const inputs = { body: { filter_criteria: { call_status: ['failed'] } } }
    const stream = callLog([zudu({ ...ZUDU, baseUrl: server.url, inputs })]).list()
    await collect(stream)
    expect((await stream.summary()).sources).toMatchObject([{ notApplied: ['inputs.call_status'] }])
  })

  it('belong to a state: one of another input is refused', async () => {
    simulator = await startSimulator('talkover', { calls: 300 })
    const options = { token: simulator.credentials.token!, baseUrl: simulator.baseUrl, rateLimit: null }
    const log = callLog([talkover(options)])
    const { value: page } = await log.list().pages()[Symbol.asyncIterator]().next()
    const other = callLog([talkover({ ...options, inputs: { query: { search: 'CA' } } })])
    expect(() => other.list({}, { state: page!.state })).toThrow('of another query, or of other sources')
    expect(() => log.list({}, { state: page!.state })).not.toThrow()
  })

  it.each([
    [
      () => butter({ apiKey: 'k', inputs: { query: { status: 'x' } } } as never),
      'Unknown input "status" of butter; paging and order are sent anyway. Known: none.',
    ],
    [
      () => agentvoice({ ...AGENTVOICE, inputs: { query: { limit: 5 } } }),
      'Unknown input "limit" of agentvoice; paging and order are sent anyway. Known: fields, phone_number, contact_id, agent_id, campaign_id, status, call_type, from, to, include.',
    ],
    [
      () => agentvoice({ ...AGENTVOICE, inputs: { query: { order_by: 'ended_at' } } }),
      'Unknown input "order_by" of agentvoice; paging and order are sent anyway.',
    ],
    [
      () => agentvoice({ ...AGENTVOICE, inputs: { get: { query: { contact_id: 'c' } } } } as never),
      'Unknown input "contact_id" of agentvoice; paging and order are sent anyway. Known: fields, include.',
    ],
    [
      () => agentvoice({ ...AGENTVOICE, inputs: { contact_id: 'c' } } as never),
      'Unknown input "contact_id" of agentvoice; paging and order are sent anyway. Known: query, body, get.',
    ],
    [
      () => zudu({ ...ZUDU, inputs: { query: { filter_criteria: {} } } } as never),
      'Unknown input "filter_criteria" of zudu; paging and order are sent anyway. Known: none.',
    ],
  ])('are checked by name when the source is made: %#', (create, message) => {
    expect(create).toThrow(message)
  })

  it('are typed by the operation', () => {
    agentvoice({ ...AGENTVOICE, inputs: { query: { contact_id: 'c' }, get: { query: { include: ['actions'] } } } })
    zudu({ ...ZUDU, inputs: { body: { filter_criteria: { duration_ms: { lower_threshold: 5 } } } } })
    // @ts-expect-error no such input
    expect(() => agentvoice({ ...AGENTVOICE, inputs: { query: { contact: 'c' } } })).toThrow()
    // @ts-expect-error a text
    agentvoice({ ...AGENTVOICE, inputs: { query: { contact_id: 7 } } })
  })
})

const AGENTS = ['0b1c2d3e-0000-4000-8000-000000000001', '0b1c2d3e-0000-4000-8000-000000000002']
