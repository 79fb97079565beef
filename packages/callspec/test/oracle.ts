// What a query has to give, worked out from the simulators' own store by rules written a second time, by hand.
import type { ProviderId, SimulatedCall, Simulator } from '@callspec/simulator'
import { documented } from './all-documented.js'

export interface Expected {
  key: string
  /** `null`: no stamp tells when the call was. */
  occurredAt: number | null
  call: SimulatedCall
}

export interface Question {
  since?: string
  until?: string
  status?: string[]
  direction?: string
  channel?: string
  isTest?: boolean
  phoneNumber?: string
  agentId?: string
  campaignId?: string
  minDurationSeconds?: number
  maxDurationSeconds?: number
  order?: 'newest' | 'oldest' | 'arrival'
}

export function isUnsupported(provider: ProviderId, question: Question): boolean {
  const { cannot } = documented[provider]
  return cannot.some((key) => key in question)
}

/** Every call of the simulators that answers the question, in no particular order. */
export function expectedCalls(
  simulators: readonly Simulator[],
  question: Question,
  name = (simulator: Simulator) => simulator.provider as string,
): Expected[] {
  return simulators
    .filter(({ provider }) => !isUnsupported(provider, question))
    .flatMap((simulator) =>
      [...simulator.calls()]
        .filter((call) => answers(call, question))
        .map((call) => ({ key: `${name(simulator)}/${call.id}`, occurredAt: occurred(call), call })),
    )
}

const occurred = (call: SimulatedCall) => call.startedAt ?? call.createdAt

/** Expected calls in an order, those without any stamp last. */
export const sorted = (calls: readonly Expected[], order: Question['order']): Expected[] =>
  calls.toSorted(({ occurredAt: a }, { occurredAt: b }) =>
    a === null || b === null ? Number(a === null) - Number(b === null) : order === 'oldest' ? a - b : b - a,
  )

function answers(call: SimulatedCall, question: Question): boolean {
  const at = occurred(call) ?? Number.NaN
  if (question.since !== undefined && !(at >= Date.parse(question.since))) return false
  if (question.until !== undefined && !(at < Date.parse(question.until))) return false
  if (question.status && !question.status.includes(call.state)) return false
  if (question.direction && call.direction !== question.direction) return false
  if (question.channel && call.channel !== question.channel) return false
  if (question.isTest !== undefined && call.isTest !== question.isTest) return false
  if (question.agentId && (call.hidden.agentId ?? call.agent?.id) !== question.agentId) return false
  if (question.campaignId && (call.hidden.campaignId ?? call.campaign?.id) !== question.campaignId) return false
  const { minDurationSeconds: least, maxDurationSeconds: most } = question
  const seconds = call.durationSeconds ?? Number.NaN
  if (least !== undefined && !(seconds >= least)) return false
  if (most !== undefined && !(seconds <= most)) return false
  if (question.phoneNumber) {
    const numbers = call.customerNumber === null ? [call.from, call.to] : [call.customerNumber]
    const wanted = dialled(question.phoneNumber)
    if (!numbers.some((number) => number !== null && dialled(number) === wanted)) return false
  }
  return true
}

/** The number in an address of SIP, as simulators write it. */
export const dialled = (number: string): string => number.replace(/^sip:|@.*$/g, '')

// The registry has an entry for every spec.
export const PROVIDERS = Object.keys(documented) as ProviderId[]
const able = (key: keyof Question) => PROVIDERS.filter((provider) => !documented[provider].cannot.includes(key))
const WITH_AGENTS = able('agentId')
const WITH_CAMPAIGNS = able('campaignId')

/** One question per filter, with values that some calls of these simulators have and some have not. */
export function questions(simulators: Record<string, Simulator>): Record<string, Question> {
  const sample = [...simulators['agentvoice']!.calls()]
  const newest = Math.max(...sample.map((call) => occurred(call) ?? 0))
  const at = (hoursBefore: number) => new Date(newest - hoursBefore * 3_600_000).toISOString()
  const customer = sample.find((call) => call.direction === 'inbound')?.customerNumber ?? ''
  const agent = (provider: string) => {
    const call = [...simulators[provider]!.calls()].find(({ agent, hidden }) => agent?.id ?? hidden.agentId)!
    return call.hidden.agentId ?? call.agent?.id ?? ''
  }
  const campaign = (provider: string) => {
    const call = [...simulators[provider]!.calls()].find(({ campaign, hidden }) => campaign?.id ?? hidden.campaignId)!
    return call.hidden.campaignId ?? call.campaign?.id ?? ''
  }
  return {
    everything: {},
    since: { since: at(30) },
    until: { until: at(30) },
    period: { since: at(50), until: at(20) },
    ...Object.fromEntries(
      ['queued', 'ringing', 'in_progress', 'completed', 'no_answer', 'busy', 'canceled', 'failed', 'unknown'].map((word) => [
        `status ${word}`,
        { status: [word] },
      ]),
    ),
    'two statuses': { status: ['completed', 'failed'] },
    inbound: { direction: 'inbound' },
    outbound: { direction: 'outbound' },
    'direction unknown': { direction: 'unknown' },
    phone: { channel: 'phone' },
    web: { channel: 'web' },
    chat: { channel: 'chat' },
    'channel unknown': { channel: 'unknown' },
    tests: { isTest: true },
    'no tests': { isTest: false },
    'phone number': { phoneNumber: customer },
    ...Object.fromEntries(WITH_AGENTS.map((provider) => [`agent of ${provider}`, { agentId: agent(provider) }])),
    ...Object.fromEntries(WITH_CAMPAIGNS.map((provider) => [`campaign of ${provider}`, { campaignId: campaign(provider) }])),
    'at least a minute': { minDurationSeconds: 60 },
    'one to two minutes': { minDurationSeconds: 60, maxDurationSeconds: 120 },
    'completed and inbound': { status: ['completed'], direction: 'inbound' },
    'failed in a period': { status: ['failed'], since: at(60), until: at(5) },
    'agent and direction': { agentId: agent('talkover'), direction: 'outbound' },
    'number in a period': { phoneNumber: customer, since: at(60) },
    'web and completed': { channel: 'web', status: ['completed'] },
    'tests inbound': { isTest: true, direction: 'unknown' },
  }
}

/** The names of the questions, which tests need before the simulators run. */
export const NAMES = [
  'everything',
  'since',
  'until',
  'period',
  'status queued',
  'status ringing',
  'status in_progress',
  'status completed',
  'status no_answer',
  'status busy',
  'status canceled',
  'status failed',
  'status unknown',
  'two statuses',
  'inbound',
  'outbound',
  'direction unknown',
  'phone',
  'web',
  'chat',
  'channel unknown',
  'tests',
  'no tests',
  'phone number',
  ...WITH_AGENTS.map((provider) => `agent of ${provider}`),
  ...WITH_CAMPAIGNS.map((provider) => `campaign of ${provider}`),
  'at least a minute',
  'one to two minutes',
  'completed and inbound',
  'failed in a period',
  'agent and direction',
  'number in a period',
  'web and completed',
  'tests inbound',
]
