import type { ReceiverEvent } from '@callspec/sync/receive'
import { errorText } from '../failure.js'
import { countText } from './count-text.js'
import { oneLine } from './one-line.js'

/** What to tell of an event, on one line whatever a hook says; `undefined`: nothing. */
export function receiverEventText(event: ReceiverEvent, verbose: boolean): string | undefined {
  const text = textOf(event, verbose)
  return text === undefined ? undefined : oneLine(text)
}

function textOf(event: ReceiverEvent, verbose: boolean): string | undefined {
  switch (event.type) {
    case 'stored':
      return verbose ? `${event.source}: hook ${quoted(event.event ?? '')} of call ${quoted(event.id)}` : undefined
    case 'other':
      return verbose ? `${event.source}: hook ${quoted(event.event ?? '')}, of no call` : undefined
    case 'fetched':
      return verbose
        ? `${event.source}: call ${quoted(event.id)} ${event.changed ? 'is new or has changed' : 'is as it was'}`
        : undefined
    case 'refused':
      return verbose ? `${event.source ?? 'no source'}: refused with ${event.status}, because ${event.because}` : undefined
    case 'failed':
      return `${event.source}: call ${quoted(event.id)} could not be fetched${event.again === null ? ', and is left to sync' : ''}: ${event.because}`
    case 'trouble':
      return errorText(event.error)
  }
}

/** Anybody may send a hook, and say in it what looks like words of ours. */
const quoted = (text: string) => (/^[\w.:@-]*$/.test(text) ? text : JSON.stringify(text))

export interface HookCounts {
  hooks: number
  other: number
  refused: number
  fetched: number
}

/** Counts hooks by their source; those that named none are under an empty text. */
export function countHooks() {
  const counts = new Map<string, HookCounts>()
  return {
    counts,
    add(event: ReceiverEvent): void {
      if (event.type === 'trouble' || event.type === 'failed') return
      const of = counts.get(event.source ?? '') ?? { hooks: 0, other: 0, refused: 0, fetched: 0 }
      counts.set(event.source ?? '', of)
      if (event.type === 'stored') of.hooks++
      else if (event.type === 'fetched') of.fetched++
      else of[event.type]++
    },
  }
}

/** What came, a line for each source. */
export function hookCountsText(counts: ReadonlyMap<string, HookCounts>): string {
  return [...counts]
    .map(([source, { hooks, other, refused, fetched }]) => {
      if (source === '') return `no source: ${refused} refused\n`
      const parts = [
        countText(hooks, 'hook'),
        `${countText(fetched, 'call')} fetched`,
        ...(other > 0 ? [`${other} of no call`] : []),
        ...(refused > 0 ? [`${refused} refused`] : []),
      ]
      return `${source}: ${parts.join(', ')}\n`
    })
    .join('')
}
