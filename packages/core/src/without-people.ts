// With a plus sign from four digits on, without one from seven, in any grouping; neither a date nor an address of a host.
const PHONE_NUMBER =
  /\+\d(?:[\s()./\u2010-\u2015-]{0,3}\d){3,}|(?<!\d[./-]?)(?!\d{4}-\d\d-\d\d|\d\d?\/\d\d?\/\d{4}|\d{1,3}(?:\.\d{1,3}){3}(?![\d.]))\(?\d(?:[\s()./\u2010-\u2015-]{0,3}\d){6,}/g
const EMAIL = /[^\s@"'<>(),;:]+@[^\s@"'<>(),;:]+/g
// A text of a JSON document, also one in which the document was cut off. What is after a brace or before a colon is a name.
const JSON_TEXT = /(\{\s*)?"(?:[^"\\]|\\.)*(?:"(\s*:)?|$)/gs

/**
 * The beginning of a platform's own words as they may stand in a message, and so in a log: without telephone numbers and
 * e-mail addresses. What a name is, no pattern tells.
 */
export function withoutPeople(text: string): string {
  return beginning(text)
    .replace(EMAIL, '***')
    .replace(PHONE_NUMBER, (number) => `***${number.replace(/\D/g, '').slice(-2)}`)
}

/** The same of an answer of any form. Where it holds JSON, no text of it is repeated: each may be a name or a transcript. */
export function withoutContents(text: string): string {
  const start = beginning(text)
  // In HTML what stands in quotes belongs to the page, but for JSON that follows it, or stands in a script.
  const json = /^\s*</.test(start) ? start.search(/[{[]\s*["[{]/) : 0
  if (json < 0) return withoutPeople(start)
  const masked = start
    .slice(json)
    .replace(JSON_TEXT, (whole, brace?: string, colon?: string) => (brace === undefined && colon === undefined ? '"***"' : whole))
  return withoutPeople(start.slice(0, json) + masked)
}

/** More than a message has room for, and no more: an answer may be large, and the patterns look at each character often. */
const beginning = (text: string) => text.slice(0, 2000)
