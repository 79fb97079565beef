import type { Cells, CopyColumn } from '@callspec/sync'
import type { Call } from 'callspec'
import { outcomeOf } from 'callspec/stats'
import { Agents } from './agents.js'
import { Dictionary } from './dictionary.js'
import { hashOf, KeyIndex } from './key-index.js'
import { KnownDecimals } from './known-decimals.js'
import { CODES } from './words.js'

/** What is read of each call. */
export const COLUMNS = [
  'id',
  'source',
  'provider',
  'occurred_at',
  'other_occurred_at',
  'status',
  'direction',
  'channel',
  'customer_number',
  'agent_number',
  'from_number',
  'to_number',
  'agent_id',
  'agent_name',
  'duration_seconds',
  'cost_amount',
  'cost_unit',
  'answered_by',
  'end_reason_code',
  'written_at',
  'gone_at',
  'place',
] as const satisfies readonly CopyColumn[]

/** Of a decimal that has more digits than a number keeps: it stands in `longDecimals`. */
export const LONG = 254
/** Of a decimal that is not there. */
export const NONE = 255

/** A member of each call, by the call's place. */
const makeColumns = (size: number) => ({
  /** Epoch milliseconds; NaN: without a stamp. */
  occurredAt: new Float64Array(size),
  place: new Float64Array(size),
  source: new Uint16Array(size),
  status: new Uint8Array(size),
  direction: new Uint8Array(size),
  channel: new Uint8Array(size),
  outcome: new Uint8Array(size),
  agent: new Uint32Array(size),
  customer: new Uint32Array(size),
  agentNumber: new Uint32Array(size),
  from: new Uint32Array(size),
  to: new Uint32Array(size),
  /** Digits of `durationSeconds`. */
  seconds: new Float64Array(size),
  secondsScale: new Uint8Array(size),
  cost: new Float64Array(size),
  costScale: new Uint8Array(size),
  costUnit: new Uint16Array(size),
  endReason: new Uint16Array(size),
  isThere: new Uint8Array(size),
})

export type Columns = ReturnType<typeof makeColumns>

/**
 * The calls of a copy in memory, column by column, for what a page shows of all of them: counts, charts and order. A million calls take about 150 MB, and a
 * look at each of them some milliseconds. What only a single call shows stays in the copy.
 */
export class CallsInMemory {
  columns: Columns
  readonly ids: string[] = []
  /** The other instant at which a call may have been. */
  readonly otherReadings = new Map<number, number>()
  readonly longDecimals = { seconds: new Map<number, number>(), cost: new Map<number, string>() }
  readonly sources = new Dictionary()
  /** By the number of the source. */
  readonly providers: string[] = ['']
  readonly agents = new Agents()
  readonly numbers = new Dictionary()
  readonly units = new Dictionary()
  readonly endReasons = new Dictionary()
  readonly #decimals = new KnownDecimals()
  /** Places of the calls that are there, newest first. */
  order = new Int32Array(0)
  #size: number
  readonly #index = new KeyIndex(
    (place, source, id) => this.columns.source[place] === source && this.ids[place] === id,
    (place) => hashOf(this.columns.source[place]!, this.ids[place]!),
  )
  /** The stamp of the latest change that was read; RFC 3339. */
  writtenAt = ''
  /** Places of calls that were there, and are kept in the copy although their platform no longer has them. */
  readonly gone = new Set<number>()

  constructor(size = 1024) {
    this.#size = size
    this.columns = makeColumns(size)
  }

  get count(): number {
    return this.order.length
  }

  keyOf(place: number): string {
    return `${this.sources.texts[this.columns.source[place]!]}/${this.ids[place]}`
  }

  /** `-1`: it is not there. */
  find(key: string): number {
    const place = this.#find(key)
    return place >= 0 && this.columns.isThere[place] === 1 ? place : -1
  }

  #find(key: string): number {
    // Ids of sources contain no slash.
    const slash = key.indexOf('/')
    const source = slash < 0 ? 0 : this.sources.find(key.slice(0, slash))
    return source === 0 ? -1 : this.#index.find(source, key.slice(slash + 1))
  }

  /** Adds calls, or brings them up to date; the places of those that differ. */
  write(rows: readonly Cells[]): number[] {
    return rows.flatMap((row) => this.#writeRow(row) ?? [])
  }

  /** Takes a call out; its place if it was there. */
  remove(key: string): number | null {
    const place = this.#find(key)
    if (place < 0) return null
    this.gone.delete(place)
    if (this.columns.isThere[place] === 0) return null
    this.columns.isThere[place] = 0
    return place
  }

  #writeRow(row: Cells): number | null {
    const id = String(row[AT.id])
    const source = this.#sourceOf(row)
    const writtenAt = String(row[AT.written_at])
    if (writtenAt > this.writtenAt) this.writtenAt = writtenAt
    const isGone = row[AT.gone_at] !== null
    const known = this.#index.find(source, id)
    if (isGone && known < 0) return null
    if (isGone) this.gone.add(known)
    else if (this.gone.size > 0) this.gone.delete(known)
    const place = known < 0 ? this.#add(source, id) : known
    return this.#fill(place, source, row, isGone) ? place : null
  }

  #sourceOf(row: Cells): number {
    const source = this.sources.codeOf(String(row[AT.source]))
    this.providers[source] ??= String(row[AT.provider])
    return source
  }

  #add(source: number, id: string): number {
    const place = this.ids.push(id) - 1
    if (place >= this.#size) this.#grow()
    this.columns.source[place] = source
    this.#index.add(place)
    return place
  }

  #grow(): void {
    this.#size *= 2
    const larger = makeColumns(this.#size)
    // Both have the same members.
    for (const name of Object.keys(larger) as (keyof Columns)[]) larger[name].set(this.columns[name])
    this.columns = larger
  }

  /** Writes the members of a call; whether any of them differs. */
  #fill(place: number, source: number, row: Cells, isGone: boolean): boolean {
    const { columns } = this
    const other = instant(row[AT.other_occurred_at] ?? null)
    if (!Number.isNaN(other)) this.otherReadings.set(place, other)
    else if (this.otherReadings.size > 0) this.otherReadings.delete(place)
    const seconds = row[AT.duration_seconds] ?? null
    // Each of them is written, whatever the others say.
    let differs = put(columns.occurredAt, place, instant(row[AT.occurred_at] ?? null))
    differs = put(columns.place, place, Number(row[AT.place])) || differs
    differs = put(columns.status, place, CODES.status.get(String(row[AT.status])) ?? 0) || differs
    differs = put(columns.direction, place, CODES.direction.get(String(row[AT.direction])) ?? 0) || differs
    differs = put(columns.channel, place, CODES.channel.get(String(row[AT.channel])) ?? 0) || differs
    differs = put(columns.outcome, place, outcomeIn(row)) || differs
    differs = put(columns.agent, place, this.agents.codeOf(source, text(row, 'agent_id'), text(row, 'agent_name'))) || differs
    differs = put(columns.customer, place, this.numbers.codeOf(text(row, 'customer_number'))) || differs
    differs = put(columns.agentNumber, place, this.numbers.codeOf(text(row, 'agent_number'))) || differs
    differs = put(columns.from, place, this.numbers.codeOf(text(row, 'from_number'))) || differs
    differs = put(columns.to, place, this.numbers.codeOf(text(row, 'to_number'))) || differs
    differs = put(columns.costUnit, place, this.units.codeOf(text(row, 'cost_unit'))) || differs
    differs = put(columns.endReason, place, this.endReasons.codeOf(text(row, 'end_reason_code'))) || differs
    differs = this.#putDecimal(place, 'seconds', seconds === null ? null : Number(seconds)) || differs
    differs = this.#putDecimal(place, 'cost', text(row, 'cost_amount')) || differs
    differs = put(columns.isThere, place, isGone ? 0 : 1) || differs
    return differs
  }

  #putDecimal(place: number, name: 'seconds' | 'cost', value: number | string | null): boolean {
    const digits = this.columns[name]
    const scales = name === 'seconds' ? this.columns.secondsScale : this.columns.costScale
    const decimal = value === null ? null : this.#decimals.get(value)
    const scale = value === null ? NONE : (decimal?.scale ?? LONG)
    const long = this.longDecimals[name] as Map<number, number | string>
    const differs =
      scales[place] !== scale || digits[place] !== (decimal?.digits ?? 0) || (scale === LONG && long.get(place) !== value)
    digits[place] = decimal?.digits ?? 0
    scales[place] = scale
    if (scale === LONG && value !== null) long.set(place, value)
    else if (long.size > 0) long.delete(place)
    return differs
  }
}

/** Writes a member; whether it was another. */
function put(column: Columns[keyof Columns], place: number, value: number): boolean {
  const before = column[place]!
  if (before === value || (Number.isNaN(before) && Number.isNaN(value))) return false
  column[place] = value
  return true
}

// Object.fromEntries forgets the names.
const AT = Object.fromEntries(COLUMNS.map((name, index) => [name, index])) as Readonly<Record<(typeof COLUMNS)[number], number>>

function text(row: Cells, name: (typeof COLUMNS)[number]): string | null {
  const cell = row[AT[name]] ?? null
  return cell === null ? null : String(cell)
}

const instant = (cell: Cells[number]): number => (cell === null ? Number.NaN : Date.parse(String(cell)))

function outcomeIn(row: Cells): number {
  const code = text(row, 'end_reason_code')
  // A row was written from a call, so its cells are words of the members.
  const facts = {
    answeredBy: row[AT.answered_by],
    status: row[AT.status],
    endReason: code === null ? null : { code, raw: code },
  } as Pick<Call, 'answeredBy' | 'status' | 'endReason'>
  return CODES.outcome.get(outcomeOf(facts)) ?? 0
}
