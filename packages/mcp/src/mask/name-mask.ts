import { MASK } from './mask.js'

/** Words with what joins them: `O’Neill-García`. */
const WORDS = /[\p{L}\p{M}\p{N}]+(?:['’ʼ-][\p{L}\p{M}\p{N}]+)*/gu

/** Masks whole names and each word of them, whatever their case, accents and apostrophes: what writes down speech leaves those out. */
export function nameMask(names: readonly string[]): (text: string) => string {
  const whole = wholeNames(names)
  const known: ReadonlySet<string> = new Set(
    names
      .flatMap((name) => name.split(/[\s,.;]+/))
      .flatMap((word) => [word, ...word.split('-'), ...word.split(/['’ʼ-]/)])
      .map(folded)
      .filter((word) => /\p{L}.*\p{L}/u.test(word)),
  )
  if (known.size === 0) return (text) => text
  const isName = (word: string) => known.has(folded(word))
  return (text) =>
    text
      .replace(whole, MASK)
      .replace(WORDS, (word) => (isName(word) ? MASK : word.replace(/[^-]+/g, (part) => (isName(part) ? MASK : part))))
}

const folded = (word: string) =>
  word
    .normalize('NFD')
    .replace(/[\p{M}'’ʼ-]/gu, '')
    .toLowerCase()

/** Matches names of several words at once, as they are written. */
function wholeNames(names: readonly string[]): RegExp {
  const escaped = names.map((name) =>
    name
      .trim()
      .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
      .replace(/\s+/g, '\\s+'),
  )
  // One that is nowhere, if there are none.
  const either = escaped.filter((name) => name !== '').join('|') || '(?!)'
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${either})(?![\\p{L}\\p{N}])`, 'giu')
}
