import type { Member } from './schemas.ts'
import { folded, guessDirection } from './words.ts'

/** The members of a row that a call is read from, as far as their names and types tell. */
export interface CallMembers {
  status?: Member
  direction?: Member
  isTest?: Member
  from?: Member
  to?: Member
  agent?: Named
  campaign?: Named
  createdAt?: Member
  startedAt?: Member
  endedAt?: Member
  updatedAt?: Member
  duration?: Member
  cost?: Amount
  carrierId?: Member
  endReason?: Member
  recording?: Member
  transcript?: Turns
  transcriptText?: Member
  summary?: Member
}

/** Something with an id and a name: members of an object, or of the row. */
export interface Named {
  object?: Member
  id?: Member
  name?: Member
}

interface Amount {
  object?: Member
  amount: Member
  currency?: Member
}

interface Turns {
  list: Member
  speaker: Member
  text: Member
}

const NAMES = {
  status: 'status state callstatus callstate',
  direction: 'direction calldirection calltype type',
  isTest: 'test istest istesting testing testcall istestcall preview ispreview',
  from: 'from fromnumber fromphonenumber caller callernumber callerid source sourcenumber origin',
  to: 'to tonumber tophonenumber callee calleenumber called callednumber recipient recipientnumber destination',
  createdAt: 'createdat created creationtime createdtime datecreated createdate createdtimestamp creationtimestamp timestamp',
  startedAt: 'startedat started starttime startat startdate starttimestamp startedtime initiatedat initiated initiationtime',
  endedAt: 'endedat ended endtime endat enddate endtimestamp finishedat completedat',
  updatedAt: 'updatedat updated dateupdated updatetime modifiedat modified lastupdated',
  duration:
    'durationseconds durationsecs duration callduration calldurationseconds seconds lengthseconds length durationms durationmilliseconds callduration',
  cost: 'totalcost cost price callcost totalprice totalamount amount',
  carrierId: 'callsid sid carrierid twiliosid twiliocallsid telephonyid providercallid',
  endReason:
    'endreason endedreason hangupreason disconnectionreason terminationreason endcause hangupcause hangupcausename reason',
  recording: 'recordingurl recording recordinglink audiourl',
  transcript: 'transcript lines turns messages conversation utterances',
  summary: 'summary callsummary',
} as const

/** Finds them. `id` is the member that identifies the row, `sortedBy` the one that the list is sorted by. */
export function callMembers(members: readonly Member[], id: string, sortedBy?: string): CallMembers {
  const free = members.filter(({ name }) => name !== id)
  const find = (names: string, fits: (member: Member) => boolean): Member | undefined =>
    names
      .split(' ')
      .map((name) => free.find((member) => [folded(member.name), withoutUnit(member.name)].includes(name) && fits(member)))
      .find((member) => member !== undefined)
  const text = ({ type, isUnion }: Member) => type === 'string' && !isUnion
  const stamp = ({ type }: Member) => ['string', 'integer', 'number'].includes(type)
  const named = (names: string): Named | undefined => {
    const object = find(names, ({ type, members }) => type === 'object' && members.length > 0)
    const inner = (name: string) => object?.members.find((member) => folded(member.name) === name)
    const flat = (suffix: string) =>
      find(
        names.replaceAll(/\w+/g, (name) => name + suffix),
        stamp,
      )
    const [id, name] = object ? [inner('id'), inner('name')] : [flat('id'), flat('name')]
    return id || name ? { ...(object && { object }), ...(id && { id }), ...(name && { name }) } : undefined
  }
  const found = {
    status: find(NAMES.status, text),
    direction: find(NAMES.direction, (member) => text(member) && saysDirection(member)),
    isTest: find(NAMES.isTest, ({ type }) => type === 'boolean'),
    from: find(NAMES.from, text),
    to: find(NAMES.to, text),
    agent: named('agent assistant bot aiagent voiceagent'),
    campaign: named('campaign batch'),
    createdAt: find(NAMES.createdAt, stamp),
    startedAt: find(NAMES.startedAt, stamp),
    endedAt: find(NAMES.endedAt, stamp),
    updatedAt: find(NAMES.updatedAt, stamp),
    duration: find(NAMES.duration, ({ type }) => type === 'integer' || type === 'number'),
    cost: amountOf(find(NAMES.cost, ({ type }) => ['number', 'integer', 'string', 'object'].includes(type))),
    carrierId: find(NAMES.carrierId, text),
    endReason: find(NAMES.endReason, text),
    recording: find(NAMES.recording, text),
    transcript: turnsOf(find(NAMES.transcript, ({ type, isUnion }) => type === 'array' && !isUnion)),
    transcriptText: find('transcript transcripttext', text),
    summary: find(NAMES.summary, text),
  }
  // Whatever its name is: calls are ordered by the one or the other.
  if (!found.createdAt && !found.startedAt) found.createdAt = free.find(({ name }) => name === sortedBy)
  return Object.fromEntries(Object.entries(found).filter(([, member]) => member !== undefined))
}

/** The stamp of a call that a filter by date compares: `end_time__gte` compares `end_time`; any other is taken for the creation. */
export const comparedStamp = (
  { endedAt, startedAt, updatedAt }: CallMembers,
  parameter: string,
): 'createdAt' | 'startedAt' | 'endedAt' | 'updatedAt' =>
  (Object.entries({ endedAt, startedAt, updatedAt }) as ['startedAt' | 'endedAt' | 'updatedAt', Member | undefined][]).find(
    ([, member]) => member && folded(parameter).startsWith(folded(member.name)),
  )?.[0] ?? 'createdAt'

/** A name without the unit that it ends in: `start_time_unix_secs` says no more than `start_time`. */
const withoutUnit = (name: string): string => folded(name).replace(/(unix|epoch)?(secs|seconds|ms|millis|milliseconds)?$/, '')

/** A `type` is a direction only if it has a word for one. */
const saysDirection = ({ name, words }: Member): boolean =>
  folded(name).includes('direction') || words.some((word) => guessDirection(word) !== 'unknown')

function amountOf(member: Member | undefined): Amount | undefined {
  if (member?.type !== 'object') return member && { amount: member }
  const inner = (names: RegExp) => member.members.find(({ name }) => names.test(folded(name)))
  const [amount, currency] = [inner(/^(amount|value|total|cost|price)$/), inner(/^(currency|unit)$/)]
  return amount && { object: member, amount, ...(currency && { currency }) }
}

function turnsOf(list: Member | undefined): Turns | undefined {
  const inner = (names: RegExp) => list?.members.find(({ name }) => names.test(folded(name)))
  const [speaker, text] = [inner(/^(speaker|role|by|sender|from|who)$/), inner(/^(text|content|message|words|utterance)$/)]
  return list && speaker && text && { list, speaker, text }
}

/** How a stamp is written. */
export type StampForm = 'iso' | 'isoMs' | 'seconds' | 'milliseconds'

export function stampForm({
  type,
  example,
  description,
  format,
}: Pick<Member, 'type' | 'example' | 'description' | 'format'>): StampForm {
  if (type === 'string') return format !== 'date' && /\.\d{3}Z?$/.test(String(example)) ? 'isoMs' : 'iso'
  const isLarge = typeof example === 'number' ? example >= 1e11 : /milli/i.test(description)
  return isLarge ? 'milliseconds' : 'seconds'
}

export const isMilliseconds = ({ name, description }: Member): boolean =>
  /ms$|milli/i.test(name) || /millisecond/i.test(description)
