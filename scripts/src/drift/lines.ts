import { shortened } from './describe.ts'
import type { Difference } from './difference.ts'

const WIDTH = 80

/** How much of a list is printed where not all of it is asked for. */
const SHORT = 6

/** A difference as indented lines of 80 columns at most, unless a name alone is longer. */
export function differenceLines({ mark, at, text, list }: Difference, isFull: boolean): string[] {
  const listed = list && (isFull ? list.join(', ') : shortened(list, SHORT))
  const words = harmless([`${at}:`, text, listed].filter(Boolean).join(' ')).split(' ')
  const lines = [`  ${mark}`]
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`
    if (longer.length > WIDTH && !/^ *[+~-]?$/.test(lines.at(-1)!)) lines.push(`      ${word}`)
    else lines.splice(-1, 1, longer)
  }
  return lines
}

/** Nothing of another's document may steer a terminal or begin a line. */
export const harmless = (text: string) => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?')
