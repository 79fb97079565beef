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

export interface PeriodPieces {
  plan(
    longest: LongestPeriod,
    query: Pick<PlannedCut, 'since' | 'until'> & { readonly order: string; readonly strict: boolean },
    listed: { readonly direction: 'ascending' | 'descending' | null; readonly startsLater: boolean },
    startLagMs: number,
    assumed: readonly string[] | undefined,
  ): PlannedCut
  /** Cuts a period, one piece after another from the end that is wanted first. `from`: the first piece. */
  cut(planned: PlannedCut, since: number, now: number, from: Cut | undefined): Iterable<Cut>
  /** What a filter by period makes of a piece: inputs of one request. */
  inputs<Inputs extends object>(pushed: Inputs | Inputs[] | string | null | undefined, provider: string): Inputs
}
