import type { Dialect } from '../store.js'
import type { Migration } from './migration.js'
import { migration1 } from './migration-1.js'
import { migration2 } from './migration-2.js'
import { migration3 } from './migration-3.js'
import { migration4 } from './migration-4.js'
import { migration5 } from './migration-5.js'

/** In the order of their numbers, from 1 on. */
const MIGRATIONS: readonly Migration[] = [migration1, migration2, migration3, migration4, migration5]

/** The version of the schema that this program reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.length

/** Keeps the numbers of the migrations that were applied. */
export const MIGRATIONS_TABLE = 'callspec_migrations'

const WORDS: { readonly [Which in Dialect]: Readonly<Record<string, string>> } = {
  sqlite: {
    text: 'TEXT',
    id: 'TEXT',
    boolean: 'INTEGER',
    stamp: 'TEXT',
    number: 'REAL',
    decimal: 'TEXT',
    integer: 'INTEGER',
    json: 'TEXT',
    serial: 'INTEGER',
    newest: 'DESC',
    day: 'substr(occurred_at, 1, 10)',
    // SQLite has no exact decimals: `callspec stats` adds exactly.
    amount: 'round(sum(CAST(cost_amount AS REAL)), 9)',
  },
  postgres: {
    text: 'text',
    // Sorted as in SQLite and in code, whatever the language of the database.
    id: 'text COLLATE "C"',
    boolean: 'boolean',
    stamp: 'timestamptz',
    number: 'double precision',
    decimal: 'numeric',
    integer: 'bigint',
    json: 'jsonb',
    serial: 'bigint GENERATED ALWAYS AS IDENTITY',
    newest: 'DESC NULLS LAST',
    day: "(occurred_at AT TIME ZONE 'UTC')::date",
    amount: 'sum(cost_amount)',
  },
}

/** The statements that bring a schema from a version to the current one, a script for each version. */
export function migrationsFrom(version: number, dialect: Dialect): { version: number; script: string }[] {
  return MIGRATIONS.slice(version).map((migration, index) => ({
    version: version + index + 1,
    script: inDialect(migration.tables, dialect) + migration[dialect],
  }))
}

function inDialect(script: string, dialect: Dialect): string {
  const typed = script.replace(/<(\w+)>/g, (_, word: string) => WORDS[dialect][word] ?? `<${word}>`)
  return dialect === 'sqlite' ? typed.replace(/^\);$/gm, ') STRICT;') : typed
}

/** Tables and views of the schema, beside that of its versions. */
export const TABLE_NAMES: readonly string[] = MIGRATIONS.flatMap(({ tables }) =>
  [...tables.matchAll(/^CREATE (?:TABLE|VIEW) (\w+)/gm)].flatMap(([, name]) => name ?? []),
)

/** What to say about a copy of a later schema; `undefined`: this program can use it. */
export const schemaProblem = (version: number, address: string): string | undefined =>
  version > SCHEMA_VERSION
    ? `${address} has schema ${version}, this callspec knows up to ${SCHEMA_VERSION}. Update callspec; a copy is never taken back to an older schema.`
    : undefined

/** Why a copy cannot be read as it is; `undefined`: it can. Version 0: it has no schema. */
export function readingProblem(version: number, address: string): string | undefined {
  if (version === 0) return `${address} is no copy of calls. Make one with callspec sync --to ${address}.`
  if (version >= SCHEMA_VERSION) return schemaProblem(version, address)
  return `${address} has schema ${version}, this callspec reads ${SCHEMA_VERSION}. Run callspec sync --to ${address} once, which brings it up to date.`
}
