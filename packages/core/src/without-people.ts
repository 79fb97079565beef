// With a plus sign from four digits on; without one where the grouping or the length says that it is a telephone number.
const PHONE_NUMBER = /\+\d[\d ().-]{2,}\d|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b|\d{7,}/g
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

/** The same of an answer of any form. Where it is JSON, no text of it is repeated: each may be a name or a transcript. */
export function withoutContents(text: string): string {
  if (!/^\s*[{[]/.test(text)) return withoutPeople(text)
  return withoutPeople(
    beginning(text).replace(JSON_TEXT, (whole, brace?: string, colon?: string) =>
      brace === undefined && colon === undefined ? '"***"' : whole,
    ),
  )
}

/** More than a message has room for, and no more: an answer may be large, and the patterns look at each character often. */
const beginning = (text: string) => text.slice(0, 2000)
