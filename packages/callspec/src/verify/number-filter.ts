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
  for (const number of candidates(rows, numbers, total).slice(0, TRIES)) {
    const expected = rows.filter((row) => numbers(row).includes(number))
    const answer = await ask(probe, id, number)
    if (!answer) return open('The provider has no such filter.')
    const others = answer.rows.filter((row) => !numbers(row).includes(number)).length
    const told = `${count(others, 'row')} of ${answer.rows.length} that came for a number of ${count(expected.length, 'known call')} carry another`
    // A search also looks elsewhere, so that rows with other numbers are no mistake, unless it lets everything through.
    if (others > 0 && (!search || answer.page.total === total)) return settled('unknown', `${told}.`)
    const found = expected.filter((row) => answer.rows.some((other) => other.id === row.id)).length
    if (answer.page.total !== null && answer.page.total > answer.rows.length && found < expected.length) continue
    if (found < expected.length)
      return contradicted('unknown', `The filter finds ${found} of ${count(expected.length, 'known call')} of a number.`)
    known += expected.length
    seen++
  }
  if (seen === 0) return open('No number stands in two or more of the calls read and in few enough to be asked for.')
  return settled(
    RELIED_ON[id] ?? 'unknown',
    `For ${count(seen, 'number')} the filter finds all ${known} calls known to have ${seen === 1 ? 'it' : 'them'}.`,
  )
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

/** Numbers of two or more rows whose calls fit on one page, those that stand on most sides and in most rows first. */
function candidates(rows: readonly Row[], numbers: (row: Row) => (string | null)[], total: number | null): string[] {
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
    .map(([number, uses]) => ({ number, sides: uses.size, rows: [...uses.values()].reduce((sum, each) => sum + each, 0) }))
    .filter((each) => each.rows >= 2 && each.rows * share <= 80)
    .toSorted((one, other) => other.sides - one.sides || other.rows - one.rows)
    .map(({ number }) => number)
}
