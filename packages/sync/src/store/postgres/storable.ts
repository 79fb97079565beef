import type { Json, Parameter } from '../store.js'

/** What Postgres cannot keep becomes this character, as in any decoder of UTF-8. Lone surrogates in a text become it on the way. */
const REPLACEMENT = '\uFFFD'

/** A text without the character NUL, which Postgres has no place for. */
export const storableText = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', REPLACEMENT) : text)

/** JSON without escapes of NUL and of halves of surrogate pairs. A backslash that is escaped itself begins no escape. */
export const storableJson = (json: string): string =>
  json.includes('\\u') ? json.replace(ESCAPES, (whole, forbidden?: string) => (forbidden ? REPLACEMENT : whole)) : json

const ESCAPES = /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2}))|\\./gs

/** A parameter as `pg` takes it. */
export function storable(value: Parameter): string | number | boolean | null | string[] {
  if (typeof value === 'string') return storableText(value)
  if (typeof value !== 'object' || value === null) return value
  return isJson(value) ? storableJson(value.json) : value.map(storableText)
}

const isJson = (value: Json | readonly string[]): value is Json => 'json' in value
