import { subscriberNumber } from '../phone-number.js'
import { contradicted, count, type Finding, open, settled } from './finding.js'
import type { Row } from './known-rows.js'
import type { Probe } from './probe.js'

/** What the assumption says when the filter may be relied on. */
const RELIED_ON: Readonly<Record<string, string>> = { 'phone-number-match': 'exact', 'search-by-number': 'contains' }

/** Numbers to try, each with one request. */
const TRIES = 2

/** Asks for a number that rows carried and compares: does the filter find every one of them? */
export async function numberFilter(probe: Probe, id: string): Promise<Finding> {
  const pages = await probe.sample()
  const total = pages[0]?.page.total ?? null
  const search = id === 'search-by-number'
  const numbers = (row: Row) => (search ? bothSides : customer)(row).map(wholeNumber)
  const rows = [...probe.known.byId.values()]
  let known = 0
  let seen = 0
  // A filter that reads one side alone finds every call of a number that stands on that side alone.
  const sidesFound = new Set<number>()
  for (const number of chosen(candidates(rows, numbers, total))) {
    const expected = rows.filter((row) => numbers(row).includes(number))
    const answer = await ask(probe, id, number)
    if (!answer) return open('The provider has no such filter.')
    const others = answer.rows.filter((row) => !numbers(row).includes(number)).length
    const told = `${count(others, 'row')} of ${answer.rows.length} that came for a number of ${count(expected.length, 'known call')} carry another`
    // A search also looks elsewhere, so that rows with other numbers are no mistake, unless it lets everything through.
    if (others > 0 && (!search || answer.page.total === total)) return settled('unknown', `${told}.`)
    const found = expected.filter((row) => answer.rows.some((other) => other.id === row.id)).length
    if (answer.page.total !== null && answer.page.total > answer.rows.length && found < expected.length) continue
    if (found < expected.length && !(await wereThere(probe, expected, answer.rows))) continue
    if (found < expected.length)
      return contradicted('unknown', `The filter finds ${found} of ${count(expected.length, 'known call')} of a number.`)
    known += expected.length
    seen++
    for (const row of expected) {
      const sides = sidesOf(numbers(row), number)
      if (sides.length === 1) sidesFound.add(sides[0]!)
    }
  }
  if (seen === 0) return open('No number stands in two or more of the calls read and in few enough to be asked for.')
  const found = `For ${count(seen, 'number')} the filter finds all ${known} calls known to have ${seen === 1 ? 'it' : 'them'}`
  if (search && sidesFound.size < 2)
    return open(`${found}, but not one from it and one to it, so whether it looks on both sides is not told.`)
  return settled(RELIED_ON[id] ?? 'unknown', `${found}.`)
}

const bothSides = ({ call }: Row) => [call.from, call.to]
const customer = ({ call }: Row) => [call.customerNumber]

/** The number in the form that a query has, whichever way a row writes it. `null`: no whole number. */
function wholeNumber(text: string | null): string | null {
  const digits = subscriberNumber(text ?? '')?.replace('+', '') ?? ''
  return /^\d{7,15}$/.test(digits) ? `+${digits}` : null
}

async function ask(probe: Probe, id: string, number: string) {
  const push = probe.definition.filters.phoneNumber.push?.(number, probe.assume(id, RELIED_ON[id]))
  return push && push !== 'nothing' && !Array.isArray(push) ? probe.page(probe.newestInputs(push)) : undefined
}

/** Whether of the calls that did not come one is still listed: otherwise they may have vanished before the filter was asked. */
async function wereThere(probe: Probe, expected: readonly Row[], came: readonly Row[]): Promise<boolean> {
  const now = await probe.rowsNow()
  return expected.some(({ id }) => now.has(id) && came.every((row) => row.id !== id))
}

const sidesOf = (numbers: readonly (string | null)[], number: string) =>
  numbers.flatMap((each, side) => (each === number ? [side] : []))

interface Candidate {
  number: string
  sides: readonly number[]
}

/** The numbers to ask for: each next one is the best of those that stand on a side that none before it does, if there is one. */
function chosen(candidates: readonly Candidate[]): string[] {
  const left = [...candidates]
  const covered = new Set<number>()
  const numbers: string[] = []
  while (left.length > 0 && numbers.length < TRIES) {
    const place = left.findIndex(({ sides }) => sides.some((side) => !covered.has(side)))
    const [next] = left.splice(Math.max(0, place), 1)
    numbers.push(next!.number)
    for (const side of next!.sides) covered.add(side)
  }
  return numbers
}

/** Numbers of two or more rows whose calls fit on one page, those that stand on most sides and in most rows first. */
function candidates(rows: readonly Row[], numbers: (row: Row) => (string | null)[], total: number | null): Candidate[] {
  const sides = new Map<string, Map<number, number>>()
  for (const row of rows) {
    numbers(row).forEach((number, side) => {
      if (number === null) return
      const uses = sides.get(number) ?? new Map<number, number>()
      sides.set(number, uses.set(side, (uses.get(side) ?? 0) + 1))
    })
  }
  const share = total === null || rows.length === 0 ? 1 : total / rows.length
  return [...sides]
    .map(([number, uses]) => ({ number, sides: [...uses.keys()], rows: [...uses.values()].reduce((sum, each) => sum + each, 0) }))
    .filter((each) => each.rows >= 2 && each.rows * share <= 80)
    .toSorted((one, other) => other.sides.length - one.sides.length || other.rows - one.rows)
}
