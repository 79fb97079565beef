import {
  defineProvider,
  local,
  named,
  periodByDays,
  query,
  requestPerWord,
  sidesByDirection,
  statusWords,
  toDirection,
  unsupported,
} from '@callspec/provider'
import { assumptions } from './generated/assumptions.js'
import { descriptor } from './generated/descriptor.js'
import { listCallsStatus } from './generated/enums.js'
import { listCalls } from './generated/inputs.js'
import type { Call } from './generated/types.js'

/** TalkOver and its white labels. https://docs.talkover.ai/en/api-reference/endpoints/list-calls */
export const talkover = defineProvider({
  descriptor,
  assumptions,
  list: '/calls',
  takes: { list: listCalls },
  stamps: { createdAt: 'created_at' },
  map(row: Call, read) {
    const direction = toDirection(read.text(row.direction))
    const agent = read.child(row.agent)
    return {
      carrierId: read.id(row.sid),
      rawStatus: read.text(row.status),
      direction,
      channel: 'phone',
      isTest: read.flag(row.is_testing),
      sides: sidesByDirection(direction, read.text(row.from), read.text(row.to)),
      agent: agent && named(read.id(agent.id), read.text(agent.name)),
      campaign: null,
      contact: null,
      createdAt: read.stamp(row.created_at),
      startedAt: null,
      endedAt: read.stamp(row.ended_at),
      updatedAt: read.stamp(row.updated_at),
      durationSeconds: read.number(row.duration),
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
      kind: 'exact',
      because: 'status takes one documented word; in_progress is filtered here, because two pages disagree on its word',
      // The vendor's older OpenAPI file has `in-progress` in responses, so in_progress cannot be pushed down.
      pushdown: (wanted) =>
        wanted.includes('in_progress') ? null : requestPerWord('status', statusWords(wanted, listCallsStatus)),
    },
    direction: {
      kind: 'exact',
      because: 'direction takes inbound or outbound',
      pushdown: (value) => (value === 'unknown' ? null : query('direction', value)),
    },
    channel: local('every call of the list has telephone numbers'),
    isTest: local('rows carry is_testing'),
    phoneNumber: {
      kind: 'inexact',
      because: 'search looks in phone numbers and call SIDs',
      assumes: ['search-by-number'],
      pushdown: (number, assume) => (assume('search-by-number') === 'contains' ? query('search', number) : null),
    },
    agentId: { kind: 'exact', because: 'agent_id takes the id of an agent', pushdown: (id) => query('agent_id', id) },
    campaignId: unsupported('neither rows nor filters of the list name a campaign'),
  },
  parts: { transcript: 'never', analysis: 'never', recording: 'never', cost: 'never' },
})

export const toCall = talkover.toCall
