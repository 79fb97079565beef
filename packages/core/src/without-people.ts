// As URLs, HTML and JSON write a character.
const ENCODED = /%([2-7][\da-f])|&#(\d{2,3});|(?:&#x|\\u00)([\da-f]{2});?|&(commat|plus|amp|quot|apos);/gi
const NAMED: Readonly<Record<string, string>> = { commat: '@', plus: '+', amp: '&', quot: '"', apos: "'" }

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
// Dates and addresses of hosts stay, but for four times two digits, which are more often a telephone number. Of that, a plus sign makes
// four digits one, else seven do, in any grouping and any script.
const NUMBER = new RegExp(
  `(?<![\\d.])((?:19|20)\\d\\d([-/])(?:0\\d|1[0-2])\\2[0-3]\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?)?|[0-3]?\\d([./])[0-3]?\\d\\3(?:19|20)\\d\\d|(?!(?:\\d\\d\\.){3}\\d\\d(?!\\d))${OCTET}(?:\\.${OCTET}){3})(?![\\d.]\\d)(?!\\d)|\\+[\\s(]{0,2}\\p{Nd}(?:[^\\p{L}\\p{Nd},;:<>"]{0,3}\\p{Nd}){3,}|\\(?\\p{Nd}(?:[^\\p{L}\\p{Nd},;:<>"]{0,3}\\p{Nd}){6,}`,
  'gu',
)
// Before the sign may stand anything in quotes.
const EMAIL = /(?:"[^"]{1,64}"|[^\s@"'<>(),;:]+)(?:@|[([]at[)\]])[^\s@"'<>(),;:]+/gi

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
  text.replace(ENCODED, (_, percent?: string, decimal?: string, hex?: string, name?: string) =>
    name ? NAMED[name.toLowerCase()]! : String.fromCharCode(decimal ? Number(decimal) : Number.parseInt(percent ?? hex!, 16)),
  )
