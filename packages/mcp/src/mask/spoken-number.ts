import { LEAST_DIGITS, MASK } from './mask.js'

const ONES = 'zero|oh|one|two|three|four|five|six|seven|eight|nine'
const TEENS = 'ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen'
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety'
/** A word that people say a number with, in a pattern. */
export const NUMBER_WORD = `(?:${ONES}|${TEENS}|${TENS}|hundred|double|triple)`

/** A run of words for numbers, as people say a telephone number in English. */
export const SPOKEN_NUMBER = new RegExp(`\\b(?:plus[\\s,-]+)?${NUMBER_WORD}(?:[\\s,.-]+${NUMBER_WORD}){3,}\\b`, 'gi')

const isOf = (words: string) => {
  const known: ReadonlySet<string> = new Set(words.split('|'))
  return (word: string | undefined) => word !== undefined && known.has(word)
}
const [isOne, isTeen, isTen] = [isOf(ONES), isOf(TEENS), isOf(TENS)]

/** Masks a run that stands for as many digits as a telephone number has. */
export const maskSpoken = (run: string): string => (digitsSaid(run) < LEAST_DIGITS ? run : MASK)

/** How many digits a run of digits and of words for them stands for: `sixty seven` are two, `double five` as well. */
export function digitsSaid(run: string): number {
  const words = run.toLowerCase().match(/[a-z]+/g) ?? []
  let digits = run.match(/\p{Nd}/gu)?.length ?? 0
  for (const [index, word] of words.entries()) {
    const next = words[index + 1]
    if (isOne(word)) digits += 1
    else if (isTeen(word) || word === 'hundred' || word === 'triple') digits += 2
    else if (isTen(word)) digits += isOne(next) ? 1 : 2
    else if (word === 'double') digits += 1
  }
  return digits
}
