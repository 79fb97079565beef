import { createHash } from 'node:crypto'

/** The trace of a call, by its key: 32 hexadecimal digits, the same whenever and wherever the call is sent. */
export const traceIdOf = (key: string): string => digest('trace', key).slice(0, 32)

/** The span of a call, or of its turn at a position: 16 hexadecimal digits, likewise. */
export const spanIdOf = (key: string, position?: number): string =>
  digest(position === undefined ? 'call' : `turn ${position}`, key).slice(0, 16)

/** What it names comes first and ends with a sign that it never holds, so that no key of another call gives the same. */
const digest = (what: string, key: string) => createHash('sha256').update(`callspec ${what}\n${key}`).digest('hex')
