const MASK = '***'

// A UUID, or a run of digits as people write telephone numbers, in any script's digits, with or without a plus.
const DIGITS = /(?<![\w-])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-])|\+?\(?\p{Nd}(?:[\s().\-/·‐-―\u2212,]{0,3}\p{Nd})+/giu
const LEAST_DIGITS = 7
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
/** Dates and times are written with as many digits. */
const STAMP = /^\d{4}-\d\d-\d\d(?:[\sT]+\d\d?(?:[:.]\d\d)*)?$|^\d{1,2}[./-]\d{1,2}[./-]\d{4}$|^\d{4}[./]\d{1,2}[./]\d{1,2}$/

// As long as mail servers allow, so that a text without any takes linear time.
const EMAIL = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu
const SPOKEN_EMAIL =
  /\b[\w.+-]{1,64}(?:\s{1,3}(?:dot|underscore|dash)\s{1,3}[\w+-]{1,64}){0,8}\s{1,3}at\s{1,3}[\w-]{1,63}(?:\s{1,3}dot\s{1,3}[a-z]{2,63}){1,8}\b/gi

const DIGIT_WORD =
  '(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|(?:double|triple)[\\s-]+(?:zero|oh|one|two|three|four|five|six|seven|eight|nine))'
const SPOKEN_DIGITS = new RegExp(`\\b(?:plus[\\s,-]+)?${DIGIT_WORD}(?:[\\s,.-]+${DIGIT_WORD}){${LEAST_DIGITS - 2},}\\b`, 'gi')

/** Makes what masks telephone numbers, e-mail addresses and these names in a text. */
export function textMask(names: readonly string[]): (text: string) => string {
  const named = namePattern(names)
  return (text) => {
    const bare = text.replace(EMAIL, MASK).replace(SPOKEN_EMAIL, MASK).replace(SPOKEN_DIGITS, MASK).replace(DIGITS, maskNumber)
    return named ? bare.replace(named, MASK) : bare
  }
}

/** A number keeps its last two digits, as in the members of a call. */
function maskNumber(run: string): string {
  const digits = run.match(/\p{Nd}/gu) ?? []
  if (digits.length < LEAST_DIGITS || STAMP.test(run.trim()) || UUID.test(run)) return run
  return `${MASK}${digits.slice(-2).join('')}`
}

/** Matches whole names and each word of them. */
function namePattern(names: readonly string[]): RegExp | null {
  const words = names.flatMap((name) => [name.trim(), ...name.split(/[\s,.;]+/)]).filter((word) => /\p{L}.*\p{L}/u.test(word))
  if (words.length === 0) return null
  const longestFirst = [...new Set(words)].sort((one, other) => other.length - one.length).map(escaped)
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+')
