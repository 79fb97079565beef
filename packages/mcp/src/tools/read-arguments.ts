import { CallspecError } from 'callspec'
import type { ObjectSchema } from './tool.js'

type Given = Readonly<Record<string, unknown>>

/**
 * The arguments that were given, without those that are `null`: some agents write out every member.
 * @throws CallspecError `invalid-query` with the known members
 */
export function readArguments(given: Given, { properties }: ObjectSchema): Record<string, unknown> {
  const known = Object.keys(properties)
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw new CallspecError(`Unknown member: ${unknown}. Known: ${known.join(', ')}.`, { code: 'invalid-query' })
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
}

/** A text, or nothing. @throws CallspecError */
export function textIn(given: Given, name: string): string | undefined {
  const value = given[name]
  if (value === undefined || typeof value === 'string') return value
  throw wrong(name, value, 'Pass a text')
}

/** Texts, of which each is one of the known ones, if there are such. @throws CallspecError with those */
export function textsIn(given: Given, name: string, known?: readonly string[]): string[] | undefined {
  const value = given[name]
  if (value === undefined) return undefined
  if (!Array.isArray(value)) throw wrong(name, value, `Pass a list${known ? ` of ${known.join(', ')}` : ''}`)
  return value.map((text: unknown) => {
    if (typeof text === 'string' && (known?.includes(text) ?? true)) return text
    throw wrong(name, text, known ? `Pass one or more of ${known.join(', ')}` : 'Pass a list of texts')
  })
}

const wrong = (name: string, received: unknown, advice: string) =>
  new CallspecError(`Invalid ${name}: received ${JSON.stringify(received)}. ${advice}.`, { code: 'invalid-query' })
