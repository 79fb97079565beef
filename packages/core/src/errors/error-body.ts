import { at } from '../at.js'

const [LONGEST, MOST, DEEPEST] = [8000, 50, 8]

/**
 * The beginning of what a platform said, without secrets: an error may be kept for long, and a response be of any size. It is masked before it
 * is cut, because a secret that is cut in two is not recognised.
 */
export function excerpt(value: unknown, mask: (text: string) => string, depth = 0): unknown {
  if (typeof value === 'string') return mask(value.slice(0, 2 * LONGEST)).slice(0, LONGEST)
  if (typeof value !== 'object' || value === null) return value
  if (depth > DEEPEST) return null
  const within = (each: unknown) => excerpt(each, mask, depth + 1)
  if (Array.isArray(value)) return value.slice(0, MOST).map(within)
  const members = Object.entries(value).slice(0, MOST)
  return Object.fromEntries(members.map(([name, each]) => [mask(name), within(each)]))
}

const ENVELOPES = 'data response result results body payload fault meta status'.split(' ')

/** The body of an error, and the members that may wrap it. */
export const bodiesIn = (body: unknown): unknown[] => [body, ...ENVELOPES.map((name) => at(body, [name]))]

/** Members whose words and numbers may be codes. */
export const codesIn = (body: unknown): unknown[] =>
  bodiesIn(body).flatMap((each) => [['error', 'code'], ['code'], ['error'], ['status_code']].map((path) => at(each, path)))

/** Field errors by field: Laravel's `{errors: {field: [text]}}`, and lists of `{loc, msg}` or `{field, message}`. */
export const complaintsIn = (body: unknown): [name: string, complaint: unknown][] =>
  bodiesIn(body)
    // An object as detail is one error, not one per member.
    .map((each) => complaintsOf(at(each, ['errors']) ?? [at(each, ['detail'])].flat()))
    .find(({ length }) => length > 0) ?? []

function complaintsOf(errors: unknown): [name: string, complaint: unknown][] {
  if (typeof errors !== 'object' || errors === null) return []
  if (!Array.isArray(errors)) return Object.entries(errors)
  return errors
    .map((error): [string, unknown] => [[at(error, ['loc']) ?? at(error, ['field'])].flat().join('.'), error])
    .filter(([name]) => name)
}
