/** A piece of time in epoch milliseconds, without the instant at which it ends. */
export interface Cut {
  readonly since: number
  readonly until: number
}

/** The longest period that one request may ask for. */
export interface LongestPeriod {
  /** `periodPieces` of this package: a member, so that only logs over such lists bundle it. */
  readonly by: PeriodPieces
  readonly seconds: number
  /** The documented beginning of all history, in RFC 3339; absent: none is documented. */
  readonly beginning?: string
}

/** The pieces that a query's lists are read by. JSON-safe. */
export interface PlannedCut {
  /** The longest period that one request may ask for. */
  seconds: number
  /** Epoch milliseconds; `null`: from the creation of each parent on. */
  since: number | null
  /** Epoch milliseconds; `null`: until now, and a day more, because clocks differ. */
  until: number | null
  /** Whether the newest piece is read first. */
  newestFirst: boolean
  /** As `holdMs` of a plan, at the end of a piece, whatever the order of its rows. */
  holdMs: number | null
}

/** A piece as it is read. */
export interface Piece<Inputs> {
  readonly cut: Cut
  /** What requests for it take beside those of the list. */
  readonly inputs: Inputs
  /** The stamps at which its reading begins and ends, in the order that is wanted. */
  readonly begins: string
  readonly ends: string
  /** As `holdMs` of a plan, once it was read. */
  readonly holdMs: number | null
}

/** The reading of a source. */
export interface PeriodReading {
  readonly source: { readonly provider: string }
  readonly plan: { readonly cut?: PlannedCut | undefined }
  /** Epoch milliseconds. */
  readonly startedAt: number
}

/** The filter by period: what it makes of a piece. */
export type PushPeriod<Inputs> = (piece: Cut) => Inputs | Inputs[] | string | null | undefined

/** What is known of the order of a list. */
interface Guaranteed<End> {
  readonly order: { readonly direction: 'ascending' | 'descending' | null; readonly startsLater: boolean }
  readonly endsEarly: End
}

export interface PeriodPieces {
  /** Why a list cannot be read from this instant on, unless each parent says when it was created; `undefined`: it can. */
  lacksSince(longest: LongestPeriod, since: number | null): string | undefined
  plan<End>(
    longest: LongestPeriod,
    query: Pick<PlannedCut, 'since' | 'until'> & { readonly order: string; readonly strict: boolean; readonly limit: number },
    guaranteed: Guaranteed<End>,
    startLagMs: number,
    assumed: readonly string[] | undefined,
  ): { cut: PlannedCut; endsEarly: End & { possible: boolean } }
  /** Cuts a period, one piece after another from the end that is wanted first. `from`: the first piece. */
  cut(planned: PlannedCut, since: number, now: number, from: Cut | undefined): Iterable<Cut>
  /** The same for a reading of a list from an instant on: each piece as it is read. */
  read<Inputs extends object>(
    reading: PeriodReading,
    push: PushPeriod<Inputs>,
    since: number,
    from: Cut | undefined,
  ): Iterable<Piece<Inputs>>
  /** What a filter by period makes of a piece, or of any: inputs of one request. */
  inputs<Inputs extends object>(push: PushPeriod<Inputs>, provider: string, piece?: Cut): Inputs
  /** Whether a state has a piece where it says so. */
  isPiece(value: unknown): value is Cut
}
