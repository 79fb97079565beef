import { subscriberNumber } from '@callspec/provider'
import type { Row } from '../probe/known-rows.js'
import { kindOf, type Probe, type RowPage } from '../probe/probe.js'
import { contradicted, count, type Finding, open, settled } from '../report/finding.js'

/** Numbers to try, each with one request. */
const TRIES = 2

/** Requests a number that known rows have, and checks whether the filter finds all of them. */
export async function numberFilter(probe: Probe, id: string): Promise<Finding> {
  const pages = await probe.sample()
  const total = pages[0]?.page.total ?? null
  const search = kindOf(probe.definition, id) === 'number-search'
  const numbers = (row: Row) => (search ? bothSides : customer)(row).map(wholeNumber)
  const rows = [...probe.known.byId.values()]
  let known = 0
  let seen = 0
  // A filter that only looks at one side finds every call of a number that is only on that side, and one that only looks at agents' numbers
  // every call of an agent.
  const placesFound = new Set<Place>()
  for (const number of chosen(candidates(rows, numbers, total))) {
    const expected = rows.filter((row) => numbers(row).includes(number))
    const answer = await ask(probe, id, number)
    if (!answer) return open('The provider has no such filter.')
    const others = answer.rows.filter((row) => !numbers(row).includes(number)).length
    const told = `${count(others, 'row')} of ${answer.rows.length} returned for a number of ${count(expected.length, 'known call')} have another`
    // A search also looks elsewhere, so rows with other numbers are fine, unless it lets everything through.
    if (others > 0 && (!search || answer.page.total === total)) return settled('unknown', `${told}.`)
    const found = expected.filter((row) => answer.rows.some((other) => other.id === row.id)).length
    if (answer.page.total !== null && answer.page.total > answer.rows.length && found < expected.length) continue
    if (found < expected.length && !(await wereThere(probe, expected, answer.rows))) continue
    if (found < expected.length)
      return contradicted('unknown', `The filter finds ${found} of ${count(expected.length, 'known call')} with a number.`)
    known += expected.length
    seen++
    for (const row of expected) {
      const places = placesOf(row, numbers(row), number)
      if (!search || !(places.includes(FROM) && places.includes(TO))) for (const place of places) placesFound.add(place)
    }
  }
  if (seen === 0) return open('No number occurs in at least two of the calls that were read and in few enough to request.')
  const found = `For ${count(seen, 'number')}, the filter finds all ${known} calls that have ${seen === 1 ? 'it' : 'them'}`
  if (search && !(placesFound.has(FROM) && placesFound.has(TO)))
    return open(`${found}, but not both one from it and one to it, so it is open whether it looks at both sides.`)
  if (search && !placesFound.has(CUSTOMER))
    return open(`${found}, but none of a customer, so it is open whether it looks at their numbers.`)
  return settled(probe.reliedOn(id), `${found}.`)
}

const bothSides = ({ call }: Row) => [call.from, call.to]
const customer = ({ call }: Row) => [call.customerNumber]

/** The number in the form of a query, however a row writes it. `null`: not a whole number. */
function wholeNumber(text: string | null): string | null {
  const digits = subscriberNumber(text ?? '')?.replace('+', '') ?? ''
  return /^\d{7,15}$/.test(digits) ? `+${digits}` : null
}

/** The first page of what has a number; of a filter that takes a request for each side, both pages together. */
async function ask(probe: Probe, id: string, number: string) {
  const pushdown = probe.definition.filters.phoneNumber.pushdown?.(number, probe.assume(id, probe.reliedOn(id)))
  if (!pushdown || pushdown === 'nothing') return undefined
  const pages: RowPage[] = []
  for (const inputs of [pushdown].flat()) pages.push(await probe.page(probe.newestInputs(inputs)))
  const totals = pages.map(({ page }) => page.total)
  const total = totals.every((each) => each !== null) ? totals.reduce((sum, each) => sum + each, 0) : null
  return { rows: pages.flatMap(({ rows }) => rows), page: { total } }
}

/** Whether one of the calls that did not come is still listed: otherwise they may have vanished before the request. */
async function wereThere(probe: Probe, expected: readonly Row[], came: readonly Row[]): Promise<boolean> {
  const now = await probe.rowsNow()
  return expected.some(({ id }) => now.has(id) && came.every((row) => row.id !== id))
}

/** A number's place in a call: its side, and whose it is. */
type Place = 0 | 1 | 2 | 3
const [FROM, TO, CUSTOMER, AGENT] = [0, 1, 2, 3] as const

/** If the direction is unknown, either side may be the customer: a filter by number looks at both. */
function placesOf({ call: { customerNumber } }: Row, numbers: readonly (string | null)[], number: string): Place[] {
  const sides = ([FROM, TO] as const).filter((side) => numbers[side] === number)
  return [...sides, customerNumber === null || wholeNumber(customerNumber) === number ? CUSTOMER : AGENT]
}

interface Candidate {
  number: string
  places: readonly Place[]
}

/** The numbers to request: each is the best one in a place that no earlier one has, if there is one. */
function chosen(candidates: readonly Candidate[]): string[] {
  const left = [...candidates]
  const covered = new Set<Place>()
  const numbers: string[] = []
  while (left.length > 0 && numbers.length < TRIES) {
    const place = left.findIndex(({ places }) => places.some((each) => !covered.has(each)))
    const [next] = left.splice(Math.max(0, place), 1)
    numbers.push(next!.number)
    for (const each of next!.places) covered.add(each)
  }
  return numbers
}

/** Numbers of at least two rows whose calls fit on one page, those with most places and most rows first. */
function candidates(rows: readonly Row[], numbers: (row: Row) => (string | null)[], total: number | null): Candidate[] {
  const found = new Map<string, { places: Set<Place>; rows: number }>()
  for (const row of rows) {
    const own = numbers(row)
    for (const number of own) {
      if (number === null) continue
      const uses = found.get(number) ?? { places: new Set(), rows: 0 }
      found.set(number, uses)
      uses.rows++
      for (const place of placesOf(row, own, number)) uses.places.add(place)
    }
  }
  const share = total === null || rows.length === 0 ? 1 : total / rows.length
  return [...found]
    .map(([number, uses]) => ({ number, places: [...uses.places], rows: uses.rows }))
    .filter((each) => each.rows >= 2 && each.rows * share <= 80)
    .toSorted((one, other) => other.places.length - one.places.length || other.rows - one.rows)
}
