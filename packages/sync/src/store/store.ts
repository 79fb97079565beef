/** What a cell of a table holds. Booleans may come back as 0 and 1. */
export type Value = string | number | boolean | null

/** A row as its cells, in the order of the statement's columns. */
export type Cells = readonly Value[]

export type Dialect = 'sqlite' | 'postgres'

/**
 * The type of a column: `stamp` RFC 3339 in UTC with milliseconds, `decimal` the digits of an amount, `json` a text of JSON. Each store has
 * types of its own for them.
 */
export type ColumnType = 'text' | 'boolean' | 'stamp' | 'number' | 'decimal' | 'integer' | 'json'

export interface TableColumn {
  readonly name: string
  readonly type: ColumnType
}

/** Rows to insert, and what to do with those that are there. */
export interface Upsert {
  readonly table: string
  readonly columns: readonly TableColumn[]
  /** `ON CONFLICT …`; the row that was not inserted is `excluded`. */
  readonly onConflict: string
  /** A table whose `key` keeps out a row with that first cell. */
  readonly unlessIn?: string
}

/** Statements, with parameters `$1`, `$2`, … */
export interface Statements {
  readonly dialect: Dialect
  /** The rows that a statement returns. */
  all(sql: string, params?: readonly Parameter[]): Promise<Cells[]>
  /** Runs a statement; the number of rows that it wrote. */
  run(sql: string, params?: readonly Parameter[]): Promise<number>
  /** Inserts or updates rows; the number of rows that it wrote. */
  upsert(upsert: Upsert, rows: readonly Cells[]): Promise<number>
}

/** A list stands for `IN` of its texts: write `key IN $1`. */
export type Parameter = Value | readonly string[] | Json

/** A text of JSON for a column of JSON. In an upsert the type of the column says so. */
export interface Json {
  readonly json: string
}

/** Where a copy is kept: a database with the tables of `schema/`. Everything else about a copy is written once, in statements that each store takes. */
export interface Store extends Statements {
  /** Where it is, without a password. */
  readonly address: string
  /** Runs statements in one transaction: all of them count, or none. */
  transaction<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result>
  /** The rows of a statement in chunks, without holding all of them. */
  stream(sql: string, params?: readonly Parameter[]): AsyncGenerator<Cells[], void, void>
  /** Waits until no other process syncs this source, and keeps others out until `release`. `onWait` is told who has it. */
  lock(source: string, options?: LockOptions): Promise<Lock>
  /** A text that differs once anything may have been written since, by this process or another. Takes next to no time. */
  revision(): Promise<string>
  /** Sources that a process which still runs has locked, this one or another. */
  lockedSources(): Promise<ReadonlySet<string>>
  /** Leaves no trace of deleted rows in the files, as far as the store can. */
  purge(): Promise<void>
  close(): Promise<void>
}

export interface LockOptions {
  signal?: AbortSignal | undefined
  onWait?: ((holder: string) => void) | undefined
}

export interface Lock {
  /** Throws if the lock was lost. Called in the transaction that relies on it. */
  check(statements: Statements): Promise<void>
  release(): Promise<void>
}
