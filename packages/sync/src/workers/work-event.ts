/** What happens in a worker, as it happens. No event tells a credential. */
export type WorkEvent =
  /** The queue answers, and the worker takes passes. */
  | { type: 'ready' }
  /** A pass begins, or goes on where another worker or this one left it. */
  | { type: 'started'; account: string }
  | { type: 'done'; account: string }
  /** The pass ended without being whole. `retried`: it is tried again soon by itself, else with the next pass. */
  | { type: 'failed'; account: string; reason: string; retried: boolean }
  /** The worker is stopping; whoever takes the pass next goes on with it. */
  | { type: 'returned'; account: string }
  /** A worker went silent, and what it held waits for another. */
  | { type: 'taken-over'; job: string }
  /** The job names a source that this worker's configuration does not have; the others were read. */
  | { type: 'unknown-source'; account: string; source: string }
  /** The queue's server is away or refuses; the worker waits for it. */
  | { type: 'queue-error'; reason: string }
