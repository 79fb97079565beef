import { subscriberNumber } from '@callspec/provider'
import type { Copy } from '@callspec/sync'
import { type Call, redactCall } from 'callspec'
import { jsonText } from 'callspec/json'
import type { CallAnswer, ShownCall } from '../api/answers.js'
import type { ExplorerData } from '../data/explorer-data.js'
import type { Asked } from './asked.js'
import type { Recordings } from './recordings.js'

const MOST_OTHERS = 50

/** One call with all that the copy has of it. @throws CallspecError `not-found` */
export async function answerCall(
  data: ExplorerData,
  recordings: Recordings,
  key: string,
  { query, sort, isRedacted }: Asked,
): Promise<CallAnswer> {
  const { copy } = data
  const call = await copy.log().get(key)
  const [parts, rows, others, recording, position] = await Promise.all([
    copy.standings(call),
    isRedacted ? { raw: null, rawDetail: null } : copy.raw(key),
    sameCustomer(copy, call),
    recordings.answer(call, isRedacted),
    data.position(query, sort, key),
  ])
  const show = (each: Call): ShownCall => (isRedacted ? redactCall(each) : shown(each))
  return {
    call: show(call),
    raw: pretty(rows.raw),
    rawDetail: pretty(rows.rawDetail),
    parts,
    recording,
    sameCustomer: others.map(show),
    position,
  }
}

function shown({ raw: _raw, rawDetail: _rawDetail, ...call }: Call): ShownCall {
  return call
}

const pretty = (json: string | null): string | null => (json === null ? null : jsonText(JSON.parse(json), 2))

/** Other calls with the same customer, by the digits of the number, newest first. */
async function sameCustomer(copy: Copy, { key, customerNumber }: Call): Promise<Call[]> {
  const digits = customerNumber === null ? '' : (subscriberNumber(customerNumber)?.replace('+', '') ?? '')
  if (!/^\d{3,15}$/.test(digits)) return []
  const calls: Call[] = []
  const log = copy.log({ onUnsupported: 'skip' })
  for await (const call of log.list({ phoneNumber: `+${digits}`, limit: MOST_OTHERS + 1, include: ['cost', 'analysis'] })) {
    if (call.key !== key) calls.push(call)
  }
  return calls.slice(0, MOST_OTHERS)
}
