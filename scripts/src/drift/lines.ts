import { shortened } from './describe.ts'
import type { Difference } from './difference.ts'

const WIDTH = 80

/** How many values of a list are printed without --full. */
const SHORT = 6

const LONGEST = 200

/** A difference as indented lines of at most 80 columns, unless one name is longer. Without --full, names end after 200 characters. */
export function differenceLines({ mark, at, text, list }: Difference, isFull: boolean): string[] {
  const listed = list && (isFull ? list.join(', ') : shortened(list, SHORT))
  const words = harmless([`${at}:`, text, listed].filter(Boolean).join(' ')).split(' ')
  const lines = [`  ${mark}`]
  for (const whole of words) {
    const word = isFull || whole.length <= LONGEST ? whole : `${whole.slice(0, LONGEST)}…`
    const longer = `${lines.at(-1)} ${word}`
    if (longer.length > WIDTH && !/^ *[+~-]?$/.test(lines.at(-1)!)) lines.push(`      ${word}`)
    else lines.splice(-1, 1, longer)
  }
  return lines
}

/** Takes out what would control a terminal or begin a new line. */
export const harmless = (text: string) => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?')
