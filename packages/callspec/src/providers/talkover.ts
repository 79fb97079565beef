import { type Call, createTalkover, descriptor } from '@callspec/talkover'
import type { Fields } from '../fields.js'
import { named, sidesByDirection, toDirection } from '../mapping.js'
import { defineProvider } from '../provider.js'
import { createdOrder, impossible, local, periodByDays, query, requestPerWord, statusWords } from '../push.js'

// The words that the list page documents for the filter. `in-progress` stands in the vendor's older OpenAPI file as an
// answer, so a wanted in_progress cannot be pushed down: see `status` below.
const STATUS_WORDS = ['initiated', 'ringing', 'answered', 'completed', 'failed', 'busy', 'no-answer']

/** TalkOver and its white labels. https://docs.talkover.ai/en/api-reference/endpoints/list-calls */
export const talkover = defineProvider({
  descriptor,
  createClient: createTalkover,
  list: '/calls',
  tellsStart: false,
  map(row: Fields<Call>) {
    const direction = toDirection(row.text('direction'))
    const agent = row.child('agent')
    return {
      id: row.requiredId('id'),
      carrierId: row.text('sid'),
      rawStatus: row.text('status'),
      direction,
      channel: 'phone',
      isTest: row.flag('is_testing'),
      sides: sidesByDirection(direction, row.text('from'), row.text('to')),
      agent: agent && named(agent.text('id'), agent.text('name')),
      campaign: null,
      contact: null,
      createdAt: row.stamp('created_at'),
      startedAt: null,
      endedAt: row.stamp('ended_at'),
      updatedAt: row.stamp('updated_at'),
      durationSeconds: row.number('duration'),
      endReason: null,
      answeredBy: null,
      cost: null,
      recordingUrl: null,
      transcript: null,
      transcriptText: null,
      analysis: null,
    }
  },
  filters: {
    period: periodByDays(descriptor.operations['GET /calls'].dateFilters),
    status: {
      kind: 'native',
      because: 'status takes one documented word; in_progress is filtered here, because two pages disagree on its word',
      push: (wanted) => (wanted.includes('in_progress') ? null : requestPerWord('status', statusWords(wanted, STATUS_WORDS))),
    },
    direction: {
      kind: 'native',
      because: 'direction takes inbound or outbound',
      push: (value) => (value === 'unknown' ? null : query('direction', value)),
    },
    channel: local('every call of the list has telephone numbers'),
    isTest: local('rows carry is_testing'),
    phoneNumber: {
      kind: 'coarse',
      because: 'search looks in phone numbers and call SIDs',
      assumes: ['search-by-number'],
      push: (number, assume) => (assume('search-by-number') === 'contains' ? query('search', number) : null),
    },
    agentId: { kind: 'native', because: 'agent_id', push: (id) => query('agent_id', id) },
    campaignId: impossible('neither rows nor filters of the list name a campaign'),
  },
  sort: createdOrder,
  parts: { transcript: 'never', analysis: 'never', recording: 'never', cost: 'never' },
})

export const toCall = talkover.toCall
