/** What happens at a receiver, as it happens. */
export type ReceiverEvent =
  /** A hook was stored; its call is fetched next. */
  | { type: 'stored'; source: string; id: string; event: string | null }
  /** A hook was in order and told of no call. */
  | { type: 'other'; source: string; event: string | null }
  /** A request was refused. `null`: it named no source. */
  | { type: 'refused'; source: string | null; status: number; because: string }
  /** A call was fetched. `changed`: whether the copy had another version before. */
  | { type: 'fetched'; source: string; id: string; changed: boolean }
  /** A call could not be fetched, and when it is tried again; `null`: it was given up, and a later sync has to find it. */
  | { type: 'failed'; source: string; id: string; because: string; again: string | null }
  /** The copy could not be written or read. */
  | { type: 'trouble'; error: unknown }
