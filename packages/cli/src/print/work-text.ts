import type { WorkEvent } from '@callspec/sync/work'

/** What to tell of an event; `undefined`: nothing. */
export function workEventText(event: WorkEvent, verbose: boolean): string | undefined {
  switch (event.type) {
    case 'ready':
      return 'Waits for passes.'
    case 'started':
    case 'done':
      return verbose ? `${event.account}: the pass is ${event.type}` : undefined
    case 'failed':
      return `${event.account}: ${event.reason} The pass ${event.retried ? 'is tried again soon.' : 'failed; the next one goes on from there.'}`
    case 'returned':
      return `${event.account}: given back to the queue; another worker goes on`
    case 'taken-over':
      return `A worker went silent: its pass ${event.job} waits for another.`
    case 'unknown-source':
      return `${event.account}: the pass names source "${event.source}", which is not in this configuration`
    case 'queue-error':
      return `The queue cannot be used for now: ${event.reason}.`
  }
}
