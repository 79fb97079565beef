import { createHash } from 'node:crypto'

/** The number of an advisory lock. */
export interface LockKey {
  /** As a bigint in decimal digits. */
  text: string
  /** As `pg_locks` shows it: its upper and its lower half. */
  upper: number
  lower: number
}

/** A number that no other purpose, schema or source of the database has: advisory locks know only numbers. */
export function lockKey(purpose: 'migrations' | 'source', schema: string, source: string): LockKey {
  const hash = createHash('sha256')
    .update(JSON.stringify(['callspec', purpose, schema, source]))
    .digest()
  return { text: String(hash.readBigInt64BE()), upper: hash.readUInt32BE(0), lower: hash.readUInt32BE(4) }
}
