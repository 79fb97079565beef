import type { Measures } from 'callspec/stats'
import { countText } from './count-text.js'

/** What the numbers do not say by themselves. */
export function statsNotes({ unknown, withoutDuration, costNotAsked }: Measures): string[] {
  const notes = [
    unknown > 0 && `unknown: of ${countText(unknown, 'call')}, nothing tells whether anybody answered; completed does not.`,
    withoutDuration > 0 && `without a duration: ${countText(withoutDuration, 'call')}, in no minutes and no average.`,
    costNotAsked > 0 && `cost not asked for: ${countText(costNotAsked, 'call')}. --include cost asks for it, call by call.`,
  ]
  return notes.filter((note) => typeof note === 'string')
}
