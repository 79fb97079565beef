// As URLs, HTML and JSON write a character.
const ENCODED = /(?:%|&#x|\\u00)([2-7][\da-f]);?|&#(\d{2,3});/gi

const GAP = '[^\\p{L}\\p{Nd},;:<>"]{0,3}'
// Dates stay. A plus sign makes four digits a telephone number, else seven are one, in any grouping and any script.
const NUMBER = new RegExp(
  `(?<!\\d)((?:19|20)\\d\\d-[01]\\d-[0-3]\\d(?:[T ]\\d\\d:[\\d:.]+)?)(?!\\d)|\\+[\\s(]*\\p{Nd}(?:${GAP}\\p{Nd}){3,}|\\(?\\p{Nd}(?:${GAP}\\p{Nd}){6,}`,
  'gu',
)
// Before the sign may stand anything in quotes.
const EMAIL = /(?:"[^"]{1,64}"|[^\s@"'<>(),;:]+)(?:@|\s*[([]at[)\]]\s*)[^\s@"'<>(),;:]+/gi

/**
 * The beginning of a platform's own words, without telephone numbers and e-mail addresses in any writing. What a name is, no pattern
 * tells: so these words stand in no message, and are given only to who asks for them.
 */
export function withoutPeople(text: string): string {
  // Encoded twice, where a text was handed on within another one.
  return decode(decode(text.slice(0, LONGEST)))
    .normalize('NFKC')
    .replace(EMAIL, '***')
    .replace(NUMBER, (number, kept?: string) => kept ?? `***${number.replace(/\P{Nd}/gu, '').slice(-2)}`)
}

/** More than a message has room for, and no more: an answer may be large, and the patterns look at each character often. */
const LONGEST = 2000

const decode = (text: string) =>
  text
    .replace(ENCODED, (_, hex?: string, decimal?: string) => String.fromCharCode(Number(decimal ?? `0x${hex}`)))
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
