import { toZoned } from '@callspec/provider'
import type { PartStanding } from '@callspec/sync'
import type { Call, GotCall, Redacted, Turn } from 'callspec'
import { cleanText } from './clean-text.js'
import { type Paint, plain } from './color.js'
import { durationText } from './duration-text.js'
import { statusMeaning } from './status-meaning.js'
import { wrap } from './wrap.js'
import { zonedStamp } from './zoned-stamp.js'

/** One call as text: the fields that are set, how the parts of a copy stand that are not, then the transcript. Stamps are shown in the zone. */
export function callText(
  call: Redacted<GotCall<Call>>,
  width: number,
  zone = 'UTC',
  standings: readonly PartStanding[] = [],
  paint: Paint = plain,
): string {
  const when = (stamp: string | null) => stamp && zonedStamp(Date.parse(stamp), zone)
  const { cost, endReason, analysis } = call
  const fields: [string, string | number | boolean | null | undefined][] = [
    ['id', call.id],
    ['source', call.source],
    ['provider', call.provider],
    ['carrier id', call.carrierId],
    [
      'status',
      `${call.status}${call.rawStatus === null ? '' : ` (${call.rawStatus})`}${call.isFinal ? '' : ', can still change'}`,
    ],
    ['direction', call.direction],
    ['channel', call.channel],
    ['test', call.isTest],
    ['from', call.from],
    ['to', call.to],
    ['customer', call.customerNumber],
    ['agent number', call.agentNumber],
    ['agent', group(call.agent)],
    ['campaign', group(call.campaign)],
    ['contact', group(call.contact)],
    ['time zone', zone === 'UTC' ? null : zone],
    ['created', when(call.createdAt)],
    ['started', when(call.startedAt)],
    ['ended', when(call.endedAt)],
    ['updated', when(call.updatedAt)],
    ['duration', call.durationSeconds === null ? null : `${durationText(call.durationSeconds)} (${call.durationSeconds} s)`],
    ['end reason', endReason && `${endReason.code} (${endReason.raw})`],
    ['answered by', call.answeredBy],
    ['cost', cost && `${cost.amount} ${cost.unit === 'unknown' ? '(unit not stated)' : cost.unit}`],
    ['recording', call.recordingUrl],
    ['summary', analysis?.summary],
    ['successful', analysis?.successful],
    ['sentiment', analysis?.sentiment],
  ]
  fields.push(...standings.map(({ part, because }): [string, string] => [part, because]))
  const said = fields.filter(([, value]) => value !== null && value !== undefined)
  const lines = said.map(([name, value]) => {
    const text = wrap(cleanText(String(value)), width, ' '.repeat(LABEL_WIDTH))
    const meaning = name === 'status' ? statusMeaning(call.status) : undefined
    return paint(`${name}:`.padEnd(LABEL_WIDTH), 'dim') + paint(text.slice(LABEL_WIDTH), meaning)
  })
  return `${[...lines, ...transcriptLines(call, width, zone, paint)].join('\n')}\n`
}

const LABEL_WIDTH = 14

/** `Mia (agent-1)` */
function group(members: { id: string | null; name: string | null; email?: string | null } | null): string | null {
  if (!members) return null
  const [first, ...rest] = [members.name, members.email, members.id].filter((value) => value !== null && value !== undefined)
  return rest.length > 0 ? `${first} (${rest.join(', ')})` : (first ?? null)
}

function transcriptLines(call: Redacted<GotCall<Call>>, width: number, zone: string, paint: Paint): string[] {
  const lines = call.transcript?.map((turn) => turnLine(turn, zone)) ?? call.transcriptText?.split(/\r\n|\r|\n/) ?? []
  return lines.length === 0 ? [] : [paint('transcript:', 'dim'), ...lines.map((line) => wrap(cleanText(line), width, '  ', 2))]
}

const turnLine = (turn: Turn, zone: string) => `${whenSaid(turn, zone)}${turn.speaker}: ${turn.text.replace(/\s+/g, ' ')}`

/** The time of day, else how long after the call's beginning. */
function whenSaid({ at, offsetSeconds }: Turn, zone: string): string {
  if (at !== null) return `${new Date(toZoned(Date.parse(at), zone)).toISOString().slice(11, 19)} `
  return offsetSeconds === null ? '' : `${durationText(offsetSeconds)} `
}
