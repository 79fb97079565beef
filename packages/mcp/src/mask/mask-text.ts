import { BETWEEN_DIGITS, LEAST_DIGITS, MASK } from './mask.js'
import { nameMask } from './name-mask.js'
import { maskSpoken, SPOKEN_NUMBER } from './spoken-number.js'

// A UUID, or a run of digits as people write telephone numbers, in any script's digits, with or without a plus.
const DIGITS = new RegExp(
  `(?<![\\w-])[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}(?![\\w-])|\\+?\\(?\\p{Nd}(?:[${BETWEEN_DIGITS}]{0,3}\\p{Nd})+`,
  'giu',
)
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
/** Dates and times are written with as many digits. */
const STAMP = /^\d{4}-\d\d-\d\d(?:[\sT]+\d\d?(?:[:.]\d\d)*)?$|^\d{1,2}[./-]\d{1,2}[./-]\d{4}$|^\d{4}[./]\d{1,2}[./]\d{1,2}$/

// As long as mail servers allow, so that a text without any takes linear time.
const EMAIL = /[\p{L}\p{N}._%+'-]{1,64}[@＠][\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu
const BRACKETED_EMAIL =
  /[\p{L}\p{N}._%+'-]{1,64}\s{0,3}[[(]\s{0,2}at\s{0,2}[\])]\s{0,3}[\p{L}\p{N}-]{1,63}(?:(?:\.|\s{0,3}[[(]\s{0,2}dot\s{0,2}[\])]\s{0,3})[\p{L}\p{N}-]{1,63}){1,8}/giu
const SPOKEN_EMAIL =
  /\b(?:(?:[a-z\d]|dot|underscore|dash)[\s,]{1,3}){0,40}[\w.+-]{1,64}(?:[\s,]{1,3}(?:dot|underscore|dash)[\s,]{1,3}[\w+-]{1,64}){0,8}\s{1,3}at\s{1,3}[\w-]{1,63}(?:\s{1,3}dot\s{1,3}[a-z]{2,63}){1,8}\b/gi

/** Characters without a width, which may stand within a number so that nobody finds it. */
const HIDDEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu

/** Makes what masks telephone numbers, e-mail addresses and these names in a text. */
export function textMask(names: readonly string[]): (text: string) => string {
  const named = nameMask(names)
  const mask = (text: string) =>
    named(
      text
        .replace(EMAIL, MASK)
        .replace(BRACKETED_EMAIL, MASK)
        .replace(SPOKEN_EMAIL, MASK)
        .replace(SPOKEN_NUMBER, maskSpoken)
        .replace(DIGITS, maskNumber),
    )
  return (text) => {
    const bare = text.replace(HIDDEN, '')
    const masked = mask(bare)
    // What is hidden is only left out where something stands behind it.
    return bare === text || masked !== bare ? masked : mask(text)
  }
}

/** A number keeps its last two digits, as in the members of a call. */
function maskNumber(run: string): string {
  const digits = run.match(/\p{Nd}/gu) ?? []
  if (digits.length < LEAST_DIGITS || STAMP.test(run.trim()) || UUID.test(run)) return run
  return `${MASK}${digits.slice(-2).join('')}`
}
