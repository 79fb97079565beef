// An encoded character in URLs, HTML and JSON.
const ENCODED = /(?:%|&#x|\\u00)([2-7][\da-f]);?|&#(\d{2,3});/gi

const GAP = '[^\\p{L}\\p{Nd},;:<>"]{0,3}'
// Dates stay. With a plus sign, four digits are a telephone number, otherwise seven, in any grouping and any script.
const NUMBER = new RegExp(
  `(?<!\\d)((?:19|20)\\d\\d-[01]\\d-[0-3]\\d(?:[T ]\\d\\d:[\\d:.]+)?)(?!\\d)|\\+[\\s(]*\\p{Nd}(?:${GAP}\\p{Nd}){3,}|\\(?\\p{Nd}(?:${GAP}\\p{Nd}){6,}`,
  'gu',
)
// Before the @, quotes may contain anything.
const EMAIL = /(?:"[^"]{1,64}"|[^\s@"'<>(),;:]+)(?:@|\s*[([]at[)\]]\s*)[^\s@"'<>(),;:]+/gi

/**
 * The beginning of a platform's own words, without telephone numbers and e-mail addresses in any notation. No pattern detects names, so
 * these words are in no error message; `providerMessage` returns them.
 */
export function withoutPeople(text: string): string {
  // A text within another one may be encoded twice.
  return decode(decode(text.slice(0, LONGEST)))
    .normalize('NFKC')
    .replace(EMAIL, '***')
    .replace(NUMBER, (number, kept?: string) => kept ?? `***${number.replace(/\P{Nd}/gu, '').slice(-2)}`)
}

/** More than a message has room for: a response may be large, and the patterns are slow on long texts. */
const LONGEST = 2000

const decode = (text: string) =>
  text
    .replace(ENCODED, (_, hex?: string, decimal?: string) => String.fromCharCode(Number(decimal ?? `0x${hex}`)))
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
