import type { Call, CallQuery, CallStream, Included, ListOptions } from 'callspec'

/** The JSON Schema of the query that calls are asked for with. */
export interface QuerySchema {
  readonly properties: Readonly<Record<string, object>>
}

/** A source that calls are read from. */
export interface KnownSource {
  readonly id: string
  readonly provider: string
}

/** What a tool tells of one source: `source` and `provider`, and whatever else there is to say. JSON-safe. */
export type SourceFact = KnownSource extends { id: infer Id; provider: infer Provider }
  ? { source: Id; provider: Provider } & { readonly [member: string]: unknown }
  : never

export interface ReadableLog {
  list(query?: CallQuery, options?: ListOptions): CallStream
}

/** One call with all its parts, and how those stand that it does not have. */
export interface ReadCall {
  call: Call
  parts: readonly PartFact[]
  /** Why parts could not be fetched, and what else there is to know of how the call was got. */
  leftOut: readonly string[]
}

export interface PartFact {
  part: Included
  state: string
  because?: string
}

/** What the tools read: a log over accounts, or a copy. */
export interface ReadableCalls {
  readonly isCopy: boolean
  readonly querySchema: QuerySchema
  sources(): Promise<readonly KnownSource[]>
  /** The log of some sources, or of all. What they cannot answer is in the summary of a listing. */
  log(sources: readonly string[] | undefined): Promise<ReadableLog>
  /** Told of each call that a listing gave. */
  listed(call: Call): void
  /** @throws CallspecError `not-found`, or any error of the request */
  get(key: string, signal: AbortSignal | undefined): Promise<ReadCall>
  /** How each source would meet a query. Sends nothing. @throws CallspecError `invalid-query` */
  explain(query: CallQuery, sources: readonly string[] | undefined): Promise<SourceFact[]>
  describe(): Promise<SourceFact[]>
  /** What an agent may do about failed calls of a source that tell no reason. */
  withoutReason(source: string): string
}
