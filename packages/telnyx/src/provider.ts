import type { DateFilter } from '@callspec/core'
import type { Cost, Reader, Status, Call as UnifiedCall } from '@callspec/provider'
import {
  DAY_MS,
  dayBounds,
  defineProvider,
  fromRequests,
  local,
  query,
  RFC_2822,
  requestPerWord,
  sidesByDirection,
  statusWords,
  toDirection,
  toStatus,
  unsupported,
} from '@callspec/provider'
import { assumptions } from './generated/assumptions.js'
import { descriptor } from './generated/descriptor.js'
import { listCallsStatus } from './generated/enums.js'
import { listCalls } from './generated/inputs.js'
import type { Call, paths } from './generated/types.js'
import { bringTranscript, listRecordings } from './transcript.js'

/** The filters by start, by the names that a source has for them; `undefined`: it is not known which. */
function startFilters(names: string): readonly DateFilter[] | undefined {
  const { dateFilters } = descriptor.operations['GET /texml/Accounts/{account_sid}/Calls']
  if (names === 'suffix') return dateFilters
  if (names !== 'sign') return undefined
  return dateFilters.map((each) => ({ ...each, parameter: each.bound === 'since' ? 'StartTime>' : 'StartTime<' }))
}

const isFinal = (status: Status): boolean => listCallsStatus.some((word) => toStatus(word) === status)

/** Telnyx. https://developers.telnyx.com/api-reference/texml-rest-commands/fetch-multiple-call-resources */
export const telnyx = defineProvider({
  descriptor,
  assumptions,
  list: '/texml/Accounts/{account_sid}/Calls',
  takes: { list: listCalls },
  stamps: { createdAt: 'date_created', startedAt: 'start_time' },
  map(row: Call, read) {
    const direction = toDirection(read.text(row.direction))
    const [from, to] = [read.text(row.from), read.text(row.to)]
    return {
      // The row's own id is the carrier's.
      carrierId: null,
      rawStatus: read.text(row.status),
      direction,
      // A SIP address does not tell a telephone from a browser.
      channel: isNumber(from) && isNumber(to) ? 'phone' : 'unknown',
      isTest: null,
      sides: sidesByDirection(direction, from, to),
      agent: null,
      campaign: null,
      contact: null,
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
      because:
        'StartTime_gt and StartTime_lt compare the start with a day; neither the zone nor whether that day counts is documented',
      assumes: ['unstarted-calls', 'date-names'],
      // Calls ring shortly.
      endsList: true,
      pushdown({ since, until }, assume) {
        const filters = startFilters(assume('date-names'))
        if (!filters || assume('unstarted-calls') !== 'returned') return null
        // A day more, because what is after a day may leave it out.
        const period = { since: since === null ? null : since - DAY_MS, until }
        return dayBounds(filters, period, { zone: 'unknown', lastDay: 'exclusive' })
      },
    },
    status: {
      kind: 'exact',
      because: 'Status takes one documented word; none of a call that goes on',
      pushdown: (wanted) => (wanted.every(isFinal) ? requestPerWord('Status', statusWords(wanted, listCallsStatus)) : null),
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
  mapAssumes: { transcript: ['shared-ids', 'message-order'] },
  parts: {
    transcript: fromRequests<paths, typeof descriptor, Call>('several', bringTranscript),
    // An insight has no name that says what it is about.
    analysis: 'never',
    recording: fromRequests<paths, typeof descriptor, Call>(1, async (api, { id }, read) => {
      const recordings = await listRecordings(api, id)
      const first = recordings.find(({ status }) => read.text(status) === 'completed')
      return { recordingUrl: first ? read.text(first.media_url) : null }
    }),
    cost: 'row',
  },
  get: {
    path: '/texml/Accounts/{account_sid}/Calls/{call_sid}',
    accepts: (id) => /^v\d+:[\w-]+$/.test(id),
    toRow: (call: Call): Call => call,
  },
})

export const toCall = telnyx.toCall

const isNumber = (end: string | null): boolean => end !== null && /^\+?\d+$/.test(end)

function toAnsweredBy(word: string | null): UnifiedCall['answeredBy'] {
  return word === null || word === 'human' || word === 'machine' ? word : 'unknown'
}

/** As received: no page says that a charge is below zero. The row names its currency. */
function toCost(row: Call, read: Reader): Cost | null {
  const amount = read.decimal(row.price)
  return amount === null ? null : { amount, unit: read.text(row.price_unit) ?? 'unknown' }
}
