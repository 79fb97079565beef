// Rows that differ from the documentation, in otherwise normal responses.
import type { CallWire } from '../../define-simulator.js'
import { send } from '../../server/send.js'
import { draw, streams } from '../../world/random.js'
import { alterRows, type Row } from '../alter-rows.js'
import { type Fault, type FaultValue, wholeNumber } from '../fault.js'

/** Interval between altered calls, unless the rule sets another. */
const defaultInterval = 3

/**
 * Alters every n-th call: the same calls in every list and when fetched by id. A number is the
 * interval; a text is the only member to change.
 */
function rowFault(alter: (row: Row, calls: CallWire, member: string | undefined) => Row | undefined): Fault {
  return {
    operations: ['list', 'get'],
    value: {
      isFine: (value) => (typeof value === 'number' ? Number.isInteger(value) && value >= 1 : value !== ''),
      right: 'the interval between altered calls, from 1 on, or the only member to change',
    },
    inject(exchange, value: FaultValue = defaultInterval) {
      const every = typeof value === 'number' ? value : defaultInterval
      const first = draw(exchange.platform.world.seed, 0, streams.alter) % every
      const member = typeof value === 'string' ? value : undefined
      const { calls } = exchange.definition
      send(
        exchange.response,
        alterRows(exchange, (row, index) => (index % every === first ? alter(row, calls, member) : undefined)),
      )
    },
  }
}

/** Changes the value of some members; `undefined` leaves the member out of the JSON. */
const memberFault = (members: (row: Row, calls: CallWire) => readonly string[], change: (value: unknown) => unknown) =>
  rowFault((row, calls, member) => {
    const names = (member === undefined ? members(row, calls) : [member]).filter((own) => Object.hasOwn(row, own))
    if (names.length === 0) return undefined
    return { ...row, ...Object.fromEntries(names.map((own) => [own, change(row[own])])) }
  })

// Members that a call can lack and still be the same call at the same time.
const dispensable = (row: Row, { id, stamps }: CallWire): string[] =>
  Object.keys(row).filter((name) => name !== id && !stamps.includes(name))

// The id stays, so that a reader can name the call that it could not read.
const allButId = (row: Row, { id }: CallWire): string[] => Object.keys(row).filter((name) => name !== id)

const isStamp = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]/.test(value)

// RFC 2822.
const isMailDate = (value: unknown): boolean =>
  typeof value === 'string' && /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} /.test(value)

// Larger than any duration or cost.
const isEpochMs = (value: unknown): value is number => typeof value === 'number' && value > 100_000_000_000

// In seconds or milliseconds.
const isEpoch = (value: unknown): boolean => typeof value === 'number' && value > 1_000_000_000

export const rows = {
  'unknown-enum': {
    ...memberFault(
      (_, { words }) => words,
      () => 'word-of-a-later-version',
    ),
    fits: ({ calls }) => calls.words.length > 0,
  },
  'null-fields': memberFault(dispensable, () => null),
  'missing-fields': memberFault(dispensable, () => undefined),
  'empty-texts': memberFault(dispensable, () => ''),
  // As PHP writes an empty map.
  'empty-arrays': memberFault(dispensable, () => []),
  'unset-stamps': memberFault(dispensable, (value) =>
    isStamp(value) ? '0001-01-01T00:00:00Z' : isMailDate(value) ? 'Mon, 01 Jan 0001 00:00:00 +0000' : isEpoch(value) ? 0 : value,
  ),
  'stamps-without-offset': memberFault(allButId, (value) => (isStamp(value) ? value.replace('T', ' ').replace('Z', '') : value)),
  'numbers-as-texts': memberFault(allButId, (value) =>
    typeof value === 'number' || typeof value === 'boolean' ? String(value) : value,
  ),
  'epoch-seconds': {
    ...memberFault(allButId, (value) => (isEpochMs(value) ? Math.floor(value / 1000) : value)),
    fits: ({ calls }) => calls.epochMs ?? false,
  },
  'wrong-types': memberFault(allButId, (value) => (Array.isArray(value) ? {} : [value])),
  'extra-fields': {
    ...rowFault((row) => Object.assign(JSON.parse(undocumented), row)),
    value: wholeNumber('the interval between altered calls'),
  },
  'number-forms': {
    ...rowFault((row) => JSON.parse(JSON.stringify(row), (_, value) => (isNumber(value) ? inAnotherForm(value) : value))),
    value: wholeNumber('the interval between altered calls'),
  },
} as const satisfies Record<string, Fault>

const isNumber = (value: unknown): value is string => typeof value === 'string' && /^\+\d{7,15}$/.test(value)

/** A telephone number as gateways and phone systems write it, in one of ten forms by its last digit. */
function inAnotherForm(number: string): string {
  const digits = number.slice(1)
  const forms = [
    `sip:${number}@203.0.113.5:5060;user=phone`,
    `"Desk 2" <sips:${number};isub=3@pbx.example.com>;tag=4`,
    `sip:${digits}@203.0.113.5`,
    `tel:${number};ext=12`,
    `tel:+${digits.slice(0, 1)}-${digits.slice(1, 4)}-${digits.slice(4)}`,
    `${number},,123#`,
    `${number}x12`,
    `+${digits.slice(0, 1)} (${digits.slice(1, 4)}) ${digits.slice(4)} ext. 12`,
    `00${digits}`,
    digits,
  ]
  return forms[Number(number.at(-1))] ?? number
}

// Names that break careless code. Parsed, because `__proto__` in a literal sets the prototype.
const undocumented =
  '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":"text","hasOwnProperty":null,"later_version":{"list":[1,"2",null]}}'
