import { at } from '../at.js'
import { withoutPeople } from '../privacy/mask-personal-data.js'
import { isFieldName } from '../privacy/safe-text.js'
import { type CallspecError, saidIn } from './error.js'
import { bodiesIn, complaintsIn } from './error-body.js'

/**
 * What the platform said with an error, on one line of at most 200 characters, without keys, telephone numbers and e-mail addresses. It may
 * still name a person, so it is in no message, JSON or printed error.
 */
export function providerMessage(error: CallspecError): string | undefined {
  const said = saidIn(error)
  const isSuccess = (error.status ?? 0) < 300
  if (typeof said !== 'string') return clean(sentenceIn(said, isSuccess)) || undefined
  // Instead of an error, calls may have come: no more than a title or a single line is given.
  return clean((isSuccess ? onlyLine(said) : firstLine(said)) ?? '') || undefined
}

/** The same per field of the request, if the platform named fields. */
export function fieldErrors(error: CallspecError): Record<string, string[]> | undefined {
  const complaints = complaintsIn(saidIn(error)).map(([name, complaint]) => {
    return [isFieldName(name) ? name : clean(name), textsOf(complaint).map(clean)] as const
  })
  return complaints.length > 0 ? Object.fromEntries(complaints) : undefined
}

const LONGEST = 200

/** On one line, without control characters, which a terminal would obey. */
const clean = (text: string): string =>
  withoutPeople(text)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ')
    .trim()
    .slice(0, LONGEST)

function sentenceIn(body: unknown, isSuccess: boolean): string {
  const message =
    bodiesIn(body)
      .map((each) => typeof each === 'object' && textIn(each))
      .find(Boolean) || ''
  // In a 200, `message` may be about a success, next to the error.
  const error = (isSuccess && textIn(at(body, ['error']))) || ''
  const sentence = message.includes(error) ? message : `${message}; ${error}`
  // Do not repeat what the sentence already says.
  const unsaid = complaintsIn(body)
    .map(([name, complaint]) => [name, textsOf(complaint)] as const)
    .filter(([, texts]) => !sentence || !texts.every((text) => sentence.includes(text)))
  return `${sentence} ${unsaid.map(([name, texts]) => `${name}: ${texts.join(' ')}`).join('; ')}`
}

// Where platforms put their sentence, most specific first.
const SENTENCES =
  'message detail error_description error errors msg title reason error_message errorMessage description Message'.split(' ')
const DEEPEST = 4
const MOST_TEXTS = 5

function textIn(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'string') return value.trim() && value
  if (typeof value !== 'object' || depth > DEEPEST) return undefined
  if (!Array.isArray(value)) {
    for (const name of SENTENCES) {
      const text = textIn(at(value, [name]), depth + 1)
      if (text) return text
    }
    return undefined
  }
  const texts = value.slice(0, MOST_TEXTS).map((item) => textIn(item, depth + 1))
  return texts.filter(Boolean).join('; ')
}

/** The texts of one field error: itself, those in its list, or the sentence in its object. */
const textsOf = (complaint: unknown): string[] =>
  [complaint].flat().flatMap((each) => (typeof each === 'string' ? each : typeof each === 'object' ? (textIn(each) ?? []) : []))

/** The first line of a plain text, or of a page's text. Cut JSON has no useful one. */
function firstLine(text: string): string | undefined {
  if (/^\s*[[{"]/.test(text)) return undefined
  const line = /\S.*/.exec(text.replace(/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1\s*>|<[^>]*>/gi, '\n'))?.[0]
  return line && /"\s*[:}\]]/.test(line) ? undefined : line
}

/** A page's title, or a text of one line that does not look like data. */
function onlyLine(text: string): string | undefined {
  const title = text.search(/<(?:title|h1)\b/i)
  if (title >= 0) return firstLine(text.slice(title))
  return /^\s*<|\n\s*\S|["{}\t;=|]|,\S/.test(text.trim()) ? undefined : firstLine(text)
}
