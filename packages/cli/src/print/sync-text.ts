import type { SourceReport, SyncEvent } from '@callspec/sync'
import { errorText } from '../failure.js'
import { type Meaning, type Paint, plain } from './color.js'
import { countText } from './count-text.js'

/** How a source was synced, in one line. */
export function sourceReportText(
  { source, calls, written, requests, bad, missing, parts, missed, gone }: SourceReport,
  paint: Paint = plain,
): string {
  return `${source}: ${[
    `${countText(calls, 'call')} read`,
    `${written} new or changed`,
    ...(parts.here > 0 ? [`${countText(parts.here, 'part')} came`] : []),
    ...(parts.waiting > 0 ? [paint(`${countText(parts.waiting, 'part')} not yet there`, 'active')] : []),
    ...(parts.failed > 0 ? [paint(`${countText(parts.failed, 'part')} given up`, 'warning')] : []),
    ...(missed !== null && missed > 0 ? [paint(`${countText(missed, 'call')} without a web hook`, 'warning')] : []),
    ...(gone !== null ? [`${gone} gone`] : []),
    ...(bad > 0 ? [paint(countText(bad, 'bad row'), 'bad')] : []),
    ...(missing > 0 ? [paint(`${countText(missing, 'call')} missing that its total counts`, 'bad')] : []),
    countText(requests, 'request'),
  ].join(', ')}`
}

/** Pages stand back; what a sync could not do stands out. */
export function eventMeaning({ type }: SyncEvent): Meaning | undefined {
  if (type === 'page') return 'dim'
  return type === 'not-pruned' || type === 'done' ? 'warning' : undefined
}

/** What to tell of an event; `undefined`: nothing. */
export function syncEventText(event: SyncEvent, verbose: boolean): string | undefined {
  switch (event.type) {
    case 'waiting':
      return `${event.source}: waits for ${event.holder}, which syncs it`
    case 'reading-again':
      return `${event.source}: read from the beginning, because ${event.because}`
    case 'resumed':
      return `${event.source}: goes on with the pass of ${event.startedAt}, after ${countText(event.calls, 'call')}`
    case 'never':
      return `${event.source}: its platform never has this part: ${event.part}`
    case 'not-pruned':
      return `${event.source}: no call was marked as gone, because ${event.because}`
    case 'page':
      return verbose ? `${event.source}: ${countText(event.calls, 'call')}, ${event.written} new or changed` : undefined
    case 'done':
      return unreachedText(event.report)
    case 'failed':
      return errorText(event.error)
    default:
      return undefined
  }
}

function unreachedText({ source, unreached: { count, because } }: SourceReport): string | undefined {
  return count > 0
    ? `${source}: ${countText(count, 'part')} could not be fetched, and will be asked for again: ${because}`
    : undefined
}
