import type { Stats } from 'callspec/stats'
import { countText } from './count-text.js'

const and = new Intl.ListFormat('en')

/** What the numbers do not say by themselves; `isCopy`: they are those of a copy. */
export function statsNotes(
  { total, sourcesWithoutDuration }: Pick<Stats, 'total' | 'sourcesWithoutDuration'>,
  isCopy: boolean,
): string[] {
  const { unknown, withoutDuration, costNotAsked } = total
  const untimed = sourcesWithoutDuration.length > 0 ? ` No call of ${and.format(sourcesWithoutDuration)} has one.` : ''
  const askCost = isCopy
    ? '--include cost reads it from the copy, if callspec sync --include cost brought it.'
    : '--include cost asks for it, call by call.'
  const notes = [
    unknown > 0 &&
      `unknown: of ${countText(unknown, 'call')}, nothing tells whether anybody answered; the status completed does not say so.`,
    withoutDuration > 0 && `without a duration: ${countText(withoutDuration, 'call')}, in no minutes and no average.${untimed}`,
    costNotAsked > 0 && `cost not asked for: ${countText(costNotAsked, 'call')}. ${askCost}`,
  ]
  return notes.filter((note) => typeof note === 'string')
}
