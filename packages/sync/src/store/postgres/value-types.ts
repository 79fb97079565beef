import type { CustomTypesConfig } from 'pg'

/** Object ids of Postgres's own types, which never change. */
const BOOLEAN = 16
const INTEGERS: ReadonlySet<number> = new Set([20, 21, 23])
const FLOATS: ReadonlySet<number> = new Set([700, 701])
const TIMESTAMPTZ = 1184

/**
 * Reads values as a store gives them: integers and floating-point numbers as numbers, stamps as RFC 3339, everything else, decimals and JSON
 * too, as its text. Of one connection: `pg`'s own parsers are shared by the whole program.
 */
export const VALUE_TYPES: CustomTypesConfig = {
  // The texts are those of a session in UTC with dates in ISO form; `pg` asks for no other format.
  getTypeParser: ((oid: number) => parserOf(oid)) as CustomTypesConfig['getTypeParser'],
}

function parserOf(oid: number): (text: string) => string | number | boolean {
  if (oid === BOOLEAN) return (text) => text === 't'
  if (INTEGERS.has(oid) || FLOATS.has(oid)) return Number
  return oid === TIMESTAMPTZ ? stamp : asItIs
}

const asItIs = (text: string) => text

/** `2026-11-20 12:00:00.5+00` → `2026-11-20T12:00:00.500Z`. */
function stamp(text: string): string {
  const [, date, time, fraction = ''] = STAMP.exec(text) ?? []
  return date === undefined ? text : `${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
}

const STAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/
