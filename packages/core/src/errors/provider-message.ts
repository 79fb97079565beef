import { at } from '../at.js'
import { withoutPeople } from '../privacy/mask-personal-data.js'
import { isFieldName } from '../privacy/safe-text.js'
import { type CallspecError, saidIn } from './error.js'
import { bodiesIn, complaintsIn } from './error-body.js'

/**
 * What the platform said with an error, on one line of at most 200 characters, without keys, telephone numbers and e-mail addresses. It may
 * still name a person, so it stands in no message, no JSON and no printed error.
 */
export function providerMessage(error: CallspecError): string | undefined {
  const said = saidIn(error)
  const isAnswer = (error.status ?? 0) < 300
  if (typeof said !== 'string') return clean(sentenceIn(said, isAnswer)) || undefined
  // Of what came in place of calls, more than a title or a single line may be the calls.
  return clean((isAnswer ? onlyLine(said) : firstLine(said)) ?? '') || undefined
}

/** The same per field of the request, where the platform complained of some. */
export function fieldErrors(error: CallspecError): Record<string, string[]> | undefined {
  const complaints = complaintsIn(saidIn(error)).map(([name, complaint]) => {
    return [isFieldName(name) ? name : clean(name), textsOf(complaint).map(clean)] as const
  })
  return complaints.length > 0 ? Object.fromEntries(complaints) : undefined
}

const LONGEST = 200

/** On one line, without control characters: a terminal would obey them. */
const clean = (text: string): string =>
  withoutPeople(text)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ')
    .trim()
    .slice(0, LONGEST)

function sentenceIn(body: unknown, isAnswer: boolean): string {
  const message =
    bodiesIn(body)
      .map((each) => typeof each === 'object' && textIn(each))
      .find(Boolean) || ''
  // The message of a 200 may be that of a success, beside the error.
  const error = (isAnswer && textIn(at(body, ['error']))) || ''
  const sentence = message.includes(error) ? message : `${message}; ${error}`
  // What the sentence already holds need not be said again.
  const unsaid = complaintsIn(body)
    .map(([name, complaint]) => [name, textsOf(complaint)] as const)
    .filter(([, texts]) => !sentence || !texts.every((text) => sentence.includes(text)))
  return `${sentence} ${unsaid.map(([name, texts]) => `${name}: ${texts.join(' ')}`).join('; ')}`
}

// Where a sentence stands, the most telling first.
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

/** The texts of one complaint: itself, those in its list, or the sentence of its object. */
const textsOf = (complaint: unknown): string[] =>
  [complaint].flat().flatMap((each) => (typeof each === 'string' ? each : typeof each === 'object' ? (textIn(each) ?? []) : []))

/** The first line of a plain text, or of the text of a page. Cut JSON has none that would say what it is about. */
function firstLine(text: string): string | undefined {
  if (/^\s*[[{"]/.test(text)) return undefined
  const line = /\S.*/.exec(text.replace(/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1\s*>|<[^>]*>/gi, '\n'))?.[0]
  return line && /"\s*[:}\]]/.test(line) ? undefined : line
}

/** The title of a page, or a text that is one line without the signs of data. */
function onlyLine(text: string): string | undefined {
  const title = text.search(/<(?:title|h1)\b/i)
  if (title >= 0) return firstLine(text.slice(title))
  return /^\s*<|\n\s*\S|["{}\t;=|]|,\S/.test(text.trim()) ? undefined : firstLine(text)
}
