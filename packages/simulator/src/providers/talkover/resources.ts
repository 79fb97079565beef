// Resources of TalkOver's calls: agents, campaigns, phone numbers; and what their routes share with those of calls.

import { type Answer, type ApiRequest, ok, type Platform, type Route } from '../../define-simulator.js'
import { counters, LaravelQuery } from '../../laravel/laravel.js'
import { isE164, membersOf } from '../../server/json-body.js'
import { agentsWithIds, campaignsWithIds, setUpAt } from '../../world/cast.js'
import { Criteria } from '../../world/criteria.js'
import { uuid } from '../../world/id.js'
import { inOrder } from '../../world/short-list.js'
import { isoSeconds } from '../../world/stamp.js'
import type { Agent, Campaign, World, WorldCall } from '../../world/world.js'
import { isFromDay, isToDay, zoneOf } from '../../world/zone.js'

export const agents = agentsWithIds((agent) => uuid(0x7a1c, agent))
export const campaigns = campaignsWithIds((campaign) => uuid(0x7a1d, campaign))
const campaignStatuses = ['active', 'paused', 'draft']
export const directions = ['inbound', 'outbound'] as const

/** Who called whom. */
export const ends = (call: WorldCall): { from: string; to: string } =>
  call.kind === 'outbound'
    ? { from: call.agent.number, to: call.customerNumber }
    : { from: call.customerNumber, to: call.agent.number }

/** `+15550101234` as `(555) 010-1234`. */
export const formatted = (number: string): string => number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3')

/** The requested page. */
export const pageOf = (input: LaravelQuery): { page: number; perPage: number } => ({
  page: input.integer('page', { min: 1 }) ?? 1,
  perPage: input.integer('per_page', { min: 1, max: 100 }) ?? 20,
})

/** The response to wrong parameters. */
export const refuseInput = ({ errors }: LaravelQuery): Answer => ({
  status: 422,
  body: { success: false, message: 'The given data was invalid.', errors },
})

export const refuse = (status: number, message: string): Answer => ({ status, body: { success: false, message } })

/** Makes an agent call a number. */
export const dial = (world: World, agent: Agent, campaign: Campaign | null, to: string, isTest: boolean): WorldCall =>
  world.make({ kind: 'outbound', agent, campaign, customerNumber: to, isTest, status: 'initiated', state: 'queued' })

function listAgents({ query }: ApiRequest, { knob: setting }: Platform): Answer {
  const input = new LaravelQuery(query)
  const { page, perPage } = pageOf(input)
  const status = input.oneOf('status', ['draft', 'published'])
  const direction = input.oneOf('direction', directions)
  const search = input.text('search')
  if (!input.isValid) return refuseInput(input)
  const rows = inOrder(agents.map(agentRow), setting('row-order')).filter(
    (agent) =>
      (status === undefined || agent.current_status === status) &&
      (direction === undefined || agent.direction === direction) &&
      (search === undefined || agent.name.includes(search)),
  )
  const data = rows.slice((page - 1) * perPage, page * perPage)
  const { from: _from, to: _to, ...meta } = counters({ total: rows.length, page, perPage, count: data.length })
  return ok({ success: true, data, meta })
}

const getAgent: Route = ({ path }) => {
  const position = agents.findIndex(({ id }) => id === path.agent_id)
  const agent = agents[position]
  return agent ? ok({ success: true, data: agentRow(agent, position) }) : refuse(404, 'Agent not found')
}

const agentRow = ({ id, name, number }: Agent, position: number) => ({
  id,
  name,
  label: `${name} Label`,
  description: null,
  language: 'en',
  voice: {},
  initial_message: `Hello, this is ${name}.`,
  interrupt_sensitivity: null,
  conversation_speed: null,
  direction: directions[position % 2] ?? null,
  who_speaks_first: null,
  current_status: position === 4 ? 'draft' : 'published',
  is_sandbox: false,
  is_ready_to_publish: true,
  trainings: [],
  actions: [],
  phone_numbers: [
    {
      id: uuid(0x7a1e, position),
      number,
      country_code: 'US',
      formatted_number: formatted(number),
      international_number: number,
      current_status: null,
    },
  ],
  created_at: setUpAt(position),
  updated_at: setUpAt(position),
})

function listCampaigns({ query }: ApiRequest, { knob: setting }: Platform): Answer {
  const input = new LaravelQuery(query)
  const { page, perPage } = pageOf(input)
  const status = input.oneOf('status', ['draft', 'active', 'paused', 'completed', 'cancelled'])
  const type = input.oneOf('campaign_type', ['sales', 'follow_up', 'reminder', 'custom'])
  const agentId = input.text('agent_id')
  const search = input.text('search')
  const from = input.day('date_from')
  const to = input.day('date_to')
  if (!input.isValid) return refuseInput(input)
  const zone = zoneOf(setting('date-zone'))
  const rows = inOrder(campaigns.map(campaignRow), setting('row-order')).filter(
    (campaign) =>
      (status === undefined || campaign.status === status) &&
      (type === undefined || campaign.campaign_type === type) &&
      (agentId === undefined || campaign.agent_id === agentId) &&
      (search === undefined || campaign.name.includes(search)) &&
      (from === undefined || isFromDay(zone, from, Date.parse(campaign.created_at))) &&
      (to === undefined || isToDay(zone, setting('date-to'), to, Date.parse(campaign.created_at))),
  )
  // The counters of this list are not documented.
  return ok({ success: true, data: rows.slice((page - 1) * perPage, page * perPage) })
}

const campaignRow = ({ id, name }: Campaign, position: number) => ({
  id,
  name,
  description: null,
  status: campaignStatuses[position] ?? 'draft',
  campaign_type: ['sales', 'reminder', 'follow_up'][position] ?? 'custom',
  start_date: setUpAt(position).slice(0, 10),
  days_of_week: [1, 2, 3, 4, 5],
  earliest_call_time: null,
  latest_call_time: null,
  timezone: 'UTC',
  agent_id: agents[0]?.id ?? null,
  initial_call_delay: 0,
  max_retries: 0,
  retry_cooldown_hours: 0,
  agent: {},
  stats: null,
  created_at: setUpAt(position),
  updated_at: setUpAt(position),
})

function getCampaign({ path }: ApiRequest, { listing }: Platform): Answer {
  const position = campaigns.findIndex(({ id }) => id === path.campaign_id)
  const campaign = campaigns[position]
  if (!campaign) return refuse(404, 'Campaign not found')
  const calls = listing
    .select({ criteria: callsOf(campaign), descending: true })
    .window(0, 100)
    .map(campaignCallRow)
  return ok({ success: true, data: { ...campaignRow(campaign, position), calls, files: [] } })
}

function makeCampaignCall({ path, body }: ApiRequest, { world, listing }: Platform): Answer {
  const { to, is_testing: isTest, allow_duplicates: allowDuplicates } = membersOf(body)
  const position = campaigns.findIndex(({ id }) => id === path.campaign_id)
  const campaign = campaigns[position]
  const [agent] = agents
  if (!campaign || !agent) return refuse(404, 'Campaign not found')
  if (campaignStatuses[position] !== 'active') return refuse(400, 'Campaign is not active')
  if (!isE164(to)) {
    const errors = { to: [to === undefined ? 'The to field is required.' : 'The to format is invalid.'] }
    return { status: 422, body: { success: false, message: 'The given data was invalid.', errors } }
  }
  const criteria = callsOf(campaign).add('to', to, (call, number) => ends(call).to === number)
  const [existing] = listing.select({ criteria, descending: true }).window(0, 1)
  if (existing && allowDuplicates !== true) {
    const message = 'A call to this number already exists in the campaign'
    return { status: 409, body: { success: false, message, existing_call: campaignCallRow(existing) } }
  }
  const made = dial(world, agent, campaign, to, isTest === true)
  return {
    status: 201,
    body: {
      campaign_call: {
        id: made.id,
        campaign_id: campaign.id,
        to,
        status: 'queued',
        scheduled_at: null,
        created_at: isoSeconds(made.createdAt),
      },
      campaign: { ...campaign, status: 'active' },
    },
  }
}

const callsOf = (campaign: Campaign): Criteria =>
  new Criteria(false).add('campaign', campaign.id, (call, id) => call.kind === 'outbound' && call.campaign?.id === id)

const campaignCallRow = (call: WorldCall) => ({
  id: call.id,
  to: ends(call).to,
  status: call.status,
  retries: 0,
  created_at: isoSeconds(call.createdAt),
})

function listPhoneNumbers({ query }: ApiRequest, { knob: setting }: Platform): Answer {
  const search = new LaravelQuery(query).text('search')
  const rows = agents.map(({ number }) => ({
    number,
    country_code: 'US',
    type: 'local',
    capabilities: { voice: true, whatsapp: false },
    current_price: 1.15,
    currency: 'USD',
  }))
  return ok({
    success: true,
    data: inOrder(rows, setting('row-order')).filter(
      (row) =>
        (query.get('type') ?? row.type) === row.type &&
        query.get('has_voice') !== 'false' &&
        query.get('has_whatsapp') !== 'true' &&
        (search === undefined || row.number.includes(search)),
    ),
  })
}

export const resourceRoutes: Readonly<Record<string, Route>> = {
  'GET /agents': listAgents,
  'GET /agents/{agent_id}': getAgent,
  'GET /campaigns': listCampaigns,
  'GET /campaigns/{campaign_id}': getCampaign,
  'POST /campaigns/{campaign_id}/call': makeCampaignCall,
  'GET /phone-numbers': listPhoneNumbers,
}
