const NODE_CODES: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/**
 * SQLSTATE classes and codes of a Postgres that is going, coming or full: connection exceptions, shutdowns, too many connections, and a
 * transaction that lost against another.
 */
const SQL_STATES = /^(08\w{3}|57P0[123]|53300|40001|40P01)$/

/** Messages of `pg` without a code. */
const LOST = /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect/

/** Whether an error says that a database is away for now, so that the same pass may succeed in a minute. */
export function isTemporary(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  if (NODE_CODES.has(code) || (typeof code === 'string' && SQL_STATES.test(code)) || LOST.test(error.message)) return true
  return isTemporary(error.cause) || (error instanceof AggregateError && error.errors.some(isTemporary))
}
