/** One step from a schema to the next. */
export interface Migration {
  /** Statements of both stores, with types like `<text>`. */
  tables: string
  /** Statements of one store. */
  sqlite: string
  postgres: string
}
