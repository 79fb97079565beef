import type { Channel, Cost, Direction, Reader, Sides, Call as UnifiedCall } from '@callspec/provider'
import {
  apiPath,
  contact,
  DAY_MS,
  dayBounds,
  defineProvider,
  fromDebit,
  fromRequests,
  local,
  query,
  RFC_2822,
  requestPerWord,
  sidesByDirection,
  statusWords,
  unsupported,
} from '@callspec/provider'
import { assumptions } from './generated/assumptions.js'
import { descriptor } from './generated/descriptor.js'
import { listCallsStatus } from './generated/enums.js'
import { listCalls } from './generated/inputs.js'
import type { Call, paths } from './generated/types.js'

/** On a SIP trunk, a call originates in the telephone network and terminates there. */
const DIRECTIONS: ReadonlyMap<string | null, Direction> = new Map([
  ['inbound', 'inbound'],
  ['outbound-api', 'outbound'],
  ['outbound-dial', 'outbound'],
  ['trunking-originating', 'inbound'],
  ['trunking-terminating', 'outbound'],
])

const RECORDINGS = '/2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings.json'
const TRANSCRIPTIONS = '/2010-04-01/Accounts/{AccountSid}/Recordings/{RecordingSid}/Transcriptions.json'
/** With the name of the credential in place of the parameter's. */
const FILE = '/2010-04-01/Accounts/{accountSid}/Recordings/{Sid}.mp3'

/** Twilio. https://www.twilio.com/docs/voice/api/call-resource#retrieve-a-list-of-calls */
export const twilio = defineProvider({
  descriptor,
  assumptions,
  list: '/2010-04-01/Accounts/{AccountSid}/Calls.json',
  takes: { list: listCalls },
  stamps: { createdAt: 'date_created', startedAt: 'start_time' },
  map(row: Call, read) {
    const direction = DIRECTIONS.get(read.text(row.direction)) ?? 'unknown'
    const [from, to] = [read.text(row.from), read.text(row.to)]
    const caller = direction === 'inbound' ? read.text(row.caller_name) : null
    return {
      // The row's own id is the carrier's.
      carrierId: null,
      rawStatus: read.text(row.status),
      direction,
      channel: toChannel(direction === 'inbound' ? from : direction === 'outbound' ? to : null),
      isTest: null,
      sides: toSides(direction, from, to),
      agent: null,
      campaign: null,
      contact: contact(null, caller, null),
      createdAt: read.as(RFC_2822, row.date_created),
      startedAt: read.as(RFC_2822, row.start_time),
      endedAt: read.as(RFC_2822, row.end_time),
      updatedAt: read.as(RFC_2822, row.date_updated),
      durationSeconds: read.number(row.duration),
      endReason: null,
      answeredBy: toAnsweredBy(read.text(row.answered_by)),
      cost: toCost(row, read),
      recordingUrl: undefined,
      transcript: undefined,
      transcriptText: undefined,
      analysis: null,
    }
  },
  filters: {
    period: {
      kind: 'inexact',
      because: 'StartTime> and StartTime< compare the start with a day in UTC; pages differ on whether that day counts',
      assumes: ['unstarted-calls'],
      // Calls that wait long for their turn are few.
      endsList: true,
      pushdown: ({ since, until }, assume) =>
        assume('unstarted-calls') === 'returned'
          ? dayBounds(
              descriptor.operations['GET /2010-04-01/Accounts/{AccountSid}/Calls.json'].dateFilters,
              { since: since === null ? null : since - DAY_MS, until },
              { zone: 'UTC', lastDay: 'exclusive' },
            )
          : null,
    },
    status: {
      kind: 'exact',
      because: 'Status takes one documented word',
      pushdown: (wanted) => requestPerWord('Status', statusWords(wanted, listCallsStatus)),
    },
    direction: local('no parameter of the list compares the direction'),
    channel: local('no parameter of the list compares the kind of an end'),
    isTest: unsupported('neither rows nor filters distinguish tests from real calls'),
    phoneNumber: {
      kind: 'inexact',
      because: 'From and To, each by the whole number; the row says whose number it is',
      assumes: ['phone-number-match'],
      pushdown: (number, assume) =>
        assume('phone-number-match') === 'exact' ? [query('From', number), query('To', number)] : null,
    },
    agentId: unsupported('neither rows nor filters name an agent'),
    campaignId: unsupported('neither rows nor filters name a campaign'),
  },
  parts: {
    // One text a recording, without speakers: what the product of another host adds is no part of the call.
    transcript: fromRequests<paths, typeof descriptor, Call>('several', async (api, call, read) => {
      const texts: string[] = []
      for (const { sid } of await api.list(RECORDINGS, { path: { CallSid: call.id } })) {
        const path = { RecordingSid: read.requiredId(sid) }
        for (const { status, transcription_text: text } of await api.list(TRANSCRIPTIONS, { path })) {
          if (read.text(status) === 'completed') texts.push(read.text(text) ?? '')
        }
      }
      return { transcriptText: texts.filter(Boolean).join('\n') || null }
    }),
    analysis: 'never',
    recording: fromRequests<paths, typeof descriptor, Call>(1, async (api, call, read) => {
      const recordings = await api.list(RECORDINGS, { path: { CallSid: call.id } })
      // Only what is complete has a file.
      const first = recordings.find(({ status }) => read.text(status) === 'completed')
      return { recordingUrl: first ? apiPath(FILE, { Sid: read.id(first.sid) }) : null }
    }),
    cost: 'row',
  },
  get: {
    path: '/2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json',
    accepts: (id) => /^CA[0-9a-f]{32}$/i.test(id),
    toRow: (answer: Call): Call => answer,
  },
})

export const toCall = twilio.toCall

const isClient = (end: string | null): boolean => end?.startsWith('client:') === true

/** By the customer's end: every documented one but a client is a telephone's. */
function toChannel(customer: string | null): Channel {
  return customer === null ? 'unknown' : isClient(customer) ? 'web' : 'phone'
}

/** A client has a name in place of a number. */
function toSides(direction: Direction, from: string | null, to: string | null): Sides {
  const sides = sidesByDirection(direction, from, to)
  const number = (end: string | null) => (isClient(end) ? null : end)
  return { ...sides, customerNumber: number(sides.customerNumber), agentNumber: number(sides.agentNumber) }
}

/** The words of the detection of machines. A fax is no human either. */
function toAnsweredBy(word: string | null): UnifiedCall['answeredBy'] {
  if (word === null || word === 'human') return word
  return word === 'fax' || word.startsWith('machine') ? 'machine' : 'unknown'
}

/** A charge is below zero. The row names its currency. */
function toCost(row: Call, read: Reader): Cost | null {
  const amount = fromDebit(read.decimal(row.price))
  return amount === null ? null : { amount, unit: read.text(row.price_unit) ?? 'unknown' }
}
