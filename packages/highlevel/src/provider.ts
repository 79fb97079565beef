import type { Assume, Period, Reader } from '@callspec/provider'
import {
  analysis,
  apiPath,
  byDetails,
  contact,
  defineProvider,
  detailsOf,
  fromRequests,
  local,
  named,
  query,
  toDirection,
  toStatus,
  unsupported,
} from '@callspec/provider'
import { assumptions } from './generated/assumptions.js'
import { descriptor } from './generated/descriptor.js'
import { listCallLogs } from './generated/inputs.js'
import type { CallLog, paths } from './generated/types.js'
import { turnsFrom, turnsOf } from './transcript.js'

/** What the words say that other platforms do not use: no page tells what either leaves of a call. */
const STATUSES = { pending: 'unknown', voicemail: 'unknown' } as const

/** The only dates that a stamp is read from: the list takes both bounds or neither. */
const [EARLIEST, LATEST] = [Date.UTC(2000), Date.UTC(2100)]

const messageOf = (row: CallLog, read: Reader, assume: Assume<'message-ids'>): string | null =>
  assume('message-ids') === 'shared' ? read.id(row.messageId) : null

/** HighLevel. https://marketplace.gohighlevel.com/docs/ghl/voice-ai/get-call-logs */
export const highlevel = defineProvider({
  descriptor,
  assumptions,
  list: '/voice-ai/dashboard/call-logs',
  takes: { list: listCallLogs },
  stamps: { createdAt: 'createdAt' },
  statuses: STATUSES,
  map(row: CallLog, read, { assume }) {
    const from = read.text(row.fromNumber)
    const text = read.text(row.transcript)
    const messageId = messageOf(row, read, assume)
    // Only where a row has no text, another request may bring it.
    const isElsewhere = text === null && messageId !== null
    return {
      carrierId: null,
      rawStatus: null,
      direction: 'unknown',
      channel: 'unknown',
      isTest: read.flag(row.trialCall),
      sides: { from, to: null, customerNumber: assume('caller-is-customer') === 'always' ? from : null, agentNumber: null },
      agent: named(read.id(row.agentId), null),
      campaign: null,
      contact: contact(read.id(row.contactId), null, null),
      createdAt: read.stamp(row.createdAt),
      startedAt: null,
      endedAt: null,
      updatedAt: null,
      durationSeconds: read.number(row.duration),
      endReason: null,
      answeredBy: null,
      cost: null,
      recordingUrl: messageId && apiPath('/conversations/messages/{messageId}/locations/{locationId}/recording', { messageId }),
      transcript: isElsewhere ? undefined : text !== null && assume('transcript-speakers') !== 'unknown' ? turnsOf(text) : null,
      transcriptText: isElsewhere ? undefined : text,
      analysis: analysis(read.text(row.summary), null, null),
    }
  },
  filters: {
    period: {
      kind: 'inexact',
      because: 'startDate and endDate, both or neither; whether the bounds count is not documented',
      assumes: ['date-filter-stamp', 'date-unit'],
      pushdown: (period, assume) => (assume('date-filter-stamp') === 'createdAt' ? boundsOf(period, assume('date-unit')) : null),
    },
    status: byDetails('rows have no status; the message of a call has'),
    direction: byDetails('rows have no direction; the message of a call has'),
    channel: unsupported('neither rows nor filters tell by what means somebody spoke'),
    isTest: {
      kind: 'exact',
      because: 'callType takes LIVE and TRIAL, as trialCall tells',
      pushdown: (isTest) => query('callType', isTest ? 'TRIAL' : 'LIVE'),
    },
    phoneNumber: local('no parameter compares fromNumber, the only number of a row'),
    agentId: { kind: 'exact', because: 'agentId is the agent of the row', pushdown: (id) => query('agentId', id) },
    campaignId: unsupported('neither rows nor filters name a campaign'),
    duration: local('no parameter compares the duration'),
  },
  mapAssumes: {
    row: ['caller-is-customer', 'message-ids'],
    transcript: ['transcript-speakers'],
  },
  parts: {
    transcript: fromRequests<paths, typeof descriptor, CallLog>(1, async (api, { raw }, read, { assume }) => {
      const messageId = messageOf(raw, read, assume)
      const path = '/conversations/locations/{locationId}/messages/{messageId}/transcription'
      const answer = messageId === null ? null : await api.get(path, { path: { messageId } })
      return { transcript: answer && turnsFrom(answer, read) }
    }),
    analysis: 'row',
    recording: 'row',
    cost: 'never',
  },
  details: detailsOf(
    ['status', 'rawStatus', 'direction'],
    fromRequests<paths, typeof descriptor, CallLog>(1, async (api, { raw }, read, { assume }) => {
      const id = messageOf(raw, read, assume)
      const message = id === null ? null : await api.get('/conversations/messages/{id}', { path: { id } })
      const rawStatus = read.text(read.child(message?.meta)?.callStatus)
      return { status: toStatus(rawStatus, STATUSES), rawStatus, direction: toDirection(read.text(message?.direction)) }
    }),
  ),
  get: { path: '/voice-ai/dashboard/call-logs/{callId}', toRow: (call: CallLog): CallLog => call },
})

export const toCall = highlevel.toCall

/** Both bounds, one unit wider; the range must not be empty. */
function boundsOf({ since, until }: Period, unit: string) {
  const unitMs = unit === 'milliseconds' ? 1 : unit === 'seconds' ? 1000 : null
  if (unitMs === null) return null
  const [first, last] = [EARLIEST / unitMs, LATEST / unitMs]
  const startDate = within(first, Math.floor((since ?? EARLIEST) / unitMs) - 1, last - 1)
  const endDate = within(first + 1, Math.ceil((until ?? LATEST) / unitMs) + 1, last)
  return { query: { startDate, endDate } }
}

const within = (least: number, value: number, most: number): number => Math.min(Math.max(least, value), most)
