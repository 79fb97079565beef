import type { Call } from './call.js'

/** The result of mapping a row: a call, or why it is none. */
export type MappedRow = Mapped | Unmapped

interface Mapped {
  call: Call
  /** The other instant that a stamp of the call may mean, by stamp; `null`: each means one. */
  otherReadings: ReadonlyMap<string, string> | null
}

export interface Unmapped {
  reasons: string[]
  /** The call's id; `null`: the row does not have it. */
  id: string | null
}
