import { LEAST_DIGITS, MASK } from './mask.js'

const ONES = 'zero|oh|one|two|three|four|five|six|seven|eight|nine'
const TEENS = 'ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen'
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety'
const WORD = `(?:${ONES}|${TEENS}|${TENS}|hundred|double|triple)`

/** A run of words for numbers, as people say a telephone number in English. */
export const SPOKEN_NUMBER = new RegExp(`\\b(?:plus[\\s,-]+)?${WORD}(?:[\\s,.-]+${WORD}){3,}\\b`, 'gi')

const isOf = (words: string) => {
  const known: ReadonlySet<string> = new Set(words.split('|'))
  return (word: string | undefined) => word !== undefined && known.has(word)
}
const [isOne, isTeen, isTen] = [isOf(ONES), isOf(TEENS), isOf(TENS)]

/** Masks a run that stands for as many digits as a telephone number has: `sixty seven` are two, `double five` as well. */
export function maskSpoken(run: string): string {
  const words = run.toLowerCase().match(/[a-z]+/g) ?? []
  let digits = 0
  for (const [index, word] of words.entries()) {
    const next = words[index + 1]
    if (isOne(word)) digits += 1
    else if (isTeen(word) || word === 'hundred' || word === 'triple') digits += 2
    else if (isTen(word)) digits += isOne(next) ? 1 : 2
    else if (word === 'double') digits += 1
  }
  return digits < LEAST_DIGITS ? run : MASK
}
