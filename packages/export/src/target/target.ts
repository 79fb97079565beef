import type { Sink } from '../writer.js'

/** Where a file is written, from its first byte to its end. */
export interface Target extends Sink {
  /** Everything was written. */
  finish(): Promise<void>
  /** Leaves nothing of what was written. */
  discard(error: unknown): Promise<void>
}
