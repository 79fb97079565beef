import type { Descriptor, Send } from '@callspec/core'
import type { StampCounter } from '../map/row-reader.js'
import type { Call, CallParts, Part } from '../model/call.js'

/** A part that comes by requests of its own; `fromRequests` makes it. */
export interface PartRequests {
  /** Requests for each call. */
  readonly requests: 1 | 'several'
  /** The definition's own function: a copy reads a source again where it changes. */
  readonly bring: unknown
  /**
   * Requests the part of a call, whose `raw` is its row. A member that it does not bring is not there.
   * @throws CallspecError of a request, or `unexpected-response` for a value that differs from the spec, or whatever `bring` throws
   */
  readonly run: (part: Part, call: Call, origin: PartOrigin) => Promise<CallParts>
}

/** On whose behalf parts of one call are requested. */
export interface PartOrigin {
  readonly source: Account
  readonly send: Send
  readonly signal?: AbortSignal | undefined
  /** What came for the call so far: two parts may want the same response. */
  readonly answers: Map<string, Promise<unknown>>
  /** Counts the stamps without the offset that the documentation shows. */
  readonly counter?: StampCounter | undefined
}

/** What requests of parts need of a source. */
interface Account {
  readonly id: string
  readonly provider: string
  readonly definition: { readonly descriptor: Descriptor }
  readonly baseUrl: string
  readonly ids?: Readonly<Record<string, string>> | undefined
  readonly timeZone: string
  readonly assumptions: Readonly<Record<string, string>>
}
