import type { Question } from './oracle.js'
import type { Outcomes } from './verify-outcomes.js'
import type { WireRow } from './wire-row.js'

/** What a platform's documentation says, for the tests that every platform has to pass. Written apart from its mapping. */
export interface Documented {
  /** What it cannot answer: nothing in its rows or filters tells. */
  cannot: (keyof Question)[]
  /** Path of the base URL. */
  path: string
  /** Only calls that are over are listed. */
  listsEnded?: true
  /** The answer of a list without calls. */
  empty: object
  /**
   * Of lists that want a parent: the request for all of them, an answer with one, and its id, which stands in what goes out where `wire` has a name
   * in braces. Where a list is read by pieces of time, one piece reaches from the parent's creation, and a day more, to a day after `now`.
   */
  parents?: { request: string; answer: object; id: string; now: string }
  credentials: object
  /** The headers that a request for the list has. */
  headers: string[]
  /** What goes out for each filter. */
  wire: WireRow[]
  /** The rows of the list page's example, and the calls that they are, newest first. */
  example: { rows: object[]; calls: object[] }
  /** What `verify` finds out of the platform's simulator. */
  verify: {
    /** With every knob at its default. */
    unturned: Outcomes
    /** What each value of each knob changes of that. */
    turned: Readonly<Record<string, Readonly<Record<string, Outcomes>>>>
    /** Other knobs that have to be turned before a knob shows. */
    shownBy?: Readonly<Record<string, Readonly<Record<string, string>>>>
    /** What even an account without calls tells. */
    emptyTells?: string[]
  }
}
