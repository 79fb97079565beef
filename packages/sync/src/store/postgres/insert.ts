import { createHash } from 'node:crypto'
import type { Cells, ColumnType, Upsert, Value } from '../store.js'
import { storableJson, storableText } from './storable.js'

const TYPES: { readonly [Type in ColumnType]: string } = {
  text: 'text',
  boolean: 'boolean',
  stamp: 'timestamptz',
  number: 'double precision',
  decimal: 'numeric',
  integer: 'bigint',
  json: 'jsonb',
}

/** One statement for any number of rows. It has a name, by which the server keeps it prepared. */
export interface Insert {
  name: string
  text: string
}

const inserts = new WeakMap<Upsert, Insert>()

/** Takes an array for each column: as fast as multi-row `VALUES`, without a limit of parameters. */
export function insertOf(upsert: Upsert): Insert {
  const known = inserts.get(upsert)
  if (known) return known
  const { table, columns, onConflict, unlessIn } = upsert
  const names = columns.map(({ name }) => name).join(', ')
  const arrays = columns.map(({ type }, index) => `$${index + 1}::${TYPES[type]}[]`)
  const guard = unlessIn ? `WHERE NOT EXISTS (SELECT 1 FROM ${unlessIn} WHERE ${unlessIn}.key = made.${columns[0]?.name}) ` : ''
  const text = `INSERT INTO ${table} (${names}) SELECT * FROM unnest(${arrays.join(', ')}) AS made (${names}) ${guard}${onConflict}`
  const insert = { name: `callspec_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`, text }
  inserts.set(upsert, insert)
  return insert
}

/** The rows as an array for each column, in Postgres's own notation: faster than by `pg`, which looks at every cell for more forms. */
export const arraysOf = ({ columns }: Upsert, rows: readonly Cells[]): string[] =>
  columns.map(({ type }, index) => `{${rows.map((row) => cell(type, row[index] ?? null)).join(',')}}`)

function cell(type: ColumnType, value: Value): string {
  if (value === null) return 'NULL'
  if (typeof value !== 'string') return String(value)
  const text = type === 'json' ? storableJson(value) : type === 'text' ? storableText(value) : value
  return SPECIAL.test(text) ? `"${text.replace(SPECIALS, '\\$&')}"` : `"${text}"`
}

/** What a quoted element of an array escapes. */
const SPECIAL = /["\\]/
const SPECIALS = /["\\]/g

/**
 * The rows in as few statements as may be: `ON CONFLICT DO UPDATE` meets a key only once in a statement. The one that comes later is written later,
 * so it wins, as it does row by row.
 */
export function statementsOf(upsert: Upsert, rows: readonly Cells[]): (readonly Cells[])[] {
  const [, target] = /^ON CONFLICT \(([^)]*)\) DO UPDATE/.exec(upsert.onConflict) ?? []
  if (target === undefined || rows.length < 2) return rows.length === 0 ? [] : [rows]
  const places = target.split(',').map((name) => upsert.columns.findIndex((column) => column.name === name.trim()))
  const times = new Map<string, number>()
  const rounds: Cells[][] = []
  for (const row of rows) {
    const key = places.length === 1 ? String(row[places[0]!]) : JSON.stringify(places.map((place) => row[place]))
    const round = times.get(key) ?? 0
    times.set(key, round + 1)
    rounds[round] ??= []
    rounds[round].push(row)
  }
  return rounds
}
