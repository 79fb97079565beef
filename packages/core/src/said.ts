/** What the body of a failed answer says, as it came: nothing of it is masked yet. */
export interface Said {
  text: string | undefined
  /** Complaints by the name of the field. */
  fields: [name: string, texts: string[]][]
  /** Words and numbers that may be codes. */
  codes: unknown[]
}

// Where a sentence stands, the most telling first; and what may stand around it.
const SENTENCES = 'message detail error_description error errors msg title reason'.split(' ')
const ENVELOPES = 'data response result results body payload'.split(' ')

/** The platform's words, wherever its error shape has them. */
export function readSaid(body: unknown): Said {
  if (typeof body === 'string') return { text: firstLine(body), fields: [], codes: [] }
  const objects = [body, ...ENVELOPES.map((name) => own(body, name))].filter((each) => typeof each === 'object')
  const fields = objects.map(fieldsOf).find(({ length }) => length > 0) ?? []
  const said = objects.map((each) => textIn(each)).find(Boolean) ?? ''
  // What the sentence already holds need not be said again.
  const unsaid = fields.filter(([, texts]) => !texts.every((text) => said.includes(text)) || !said)
  return {
    text: `${said} ${unsaid.map(([name, texts]) => `${name}: ${texts.join(' ')}`).join('; ')}`,
    fields,
    codes: objects.flatMap((each) => {
      const error = own(each, 'error')
      return [own(error, 'code'), own(each, 'code'), error, own(each, 'status_code')]
    }),
  }
}

const DEEPEST = 4
const MOST_TEXTS = 5

function textIn(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'string') return value.trim() && value
  if (depth > DEEPEST) return undefined
  if (!Array.isArray(value)) {
    for (const name of SENTENCES) {
      const text = textIn(own(value, name), depth + 1)
      if (text) return text
    }
    return undefined
  }
  const texts = value.slice(0, MOST_TEXTS).map((item) => textIn(item, depth + 1))
  return texts.filter(Boolean).join('; ')
}

/** Laravel's `{errors: {field: [text]}}`, and lists of `{loc, msg}` or `{field, message}`. */
function fieldsOf(body: unknown): Said['fields'] {
  const errors = own(body, 'errors') ?? own(body, 'detail')
  if (typeof errors !== 'object' || errors === null) return []
  if (!Array.isArray(errors))
    return Object.entries(errors).map(([name, texts]) => [name, [texts].flat().filter((text) => typeof text === 'string')])
  return errors.flatMap((error) => {
    const name = [own(error, 'loc') ?? own(error, 'field')].flat().join('.')
    return name ? [[name, [textIn(error) ?? []].flat()]] : []
  })
}

function own(value: unknown, name: string): unknown {
  // The check makes `name` an own member.
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined
}

const BEGINNING = 8000

/** The first line of a plain text, or of the text of a page. Cut JSON has none that would say what it is about. */
export function firstLine(body: string): string | undefined {
  const text = body.slice(0, BEGINNING)
  return /^\s*[[{"]/.test(text) ? undefined : /\S.*/.exec(text.replace(/<(script|style)\b[\s\S]*?<\/\1\s*>|<[^>]*>/gi, '\n'))?.[0]
}
