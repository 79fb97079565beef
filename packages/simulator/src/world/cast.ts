import { isoSeconds } from './stamp.js'
import type { Agent, Campaign, World } from './world.js'
import { agentNumber } from './world.js'

const agentNames = ['Sales Agent', 'Support Agent', 'Booking Agent', 'Billing Agent', 'Survey Agent']
const campaignNames = ['January Outreach', 'Renewals', 'Win-back']

/** The agents that every platform has, under ids in the platform's own form. */
export const agentsWithIds = (id: (agent: number) => string): Agent[] =>
  agentNames.map((name, agent) => ({ id: id(agent), name, number: agentNumber(agent) }))

/** The campaigns that every platform with campaigns has. */
export const campaignsWithIds = (id: (campaign: number) => string): Campaign[] =>
  campaignNames.map((name, campaign) => ({ id: id(campaign), name }))

/** When the n-th agent, campaign or number was created, long before the first call. */
export const setUpAt = (position: number): string => `2019-01-${String(position + 1).padStart(2, '0')}T08:00:00Z`

/**
 * When the n-th agent was created, a minute before the next one and all before the first call: for platforms whose lists are read back to that.
 */
export const hiredAt = (world: World, position: number): string =>
  isoSeconds(world.beginning - (world.traits.agents.length - position) * 60_000)
