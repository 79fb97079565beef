import type { TapEvent, TapReport, TapSourceReport } from '@callspec/sync/tap'
import { tooDeepText } from 'callspec/json'
import { errorText } from '../failure.js'
import { createBadRowReport } from './bad-rows.js'
import { countText } from './count-text.js'

/** Tells how a tap goes. */
export function createTapNotes(writeError: (text: string) => void, writeNote: (text: string) => void) {
  const badRows = createBadRowReport(writeError)
  return {
    add(event: TapEvent): void {
      const { type, source } = event
      if (type === 'bad-row') badRows.add(event.row)
      else if (type === 'too-deep') writeError(tooDeepText(event))
      else if (type === 'failed') writeError(`${errorText(event.error)} Its bookmark stays where it was.`)
      else if (type === 'incomplete')
        writeError(
          `${source}: ${countText(event.calls, 'call')} without a part: ${errorText(event.error)} The next run asks again.`,
        )
      else if (type === 'reading-again') writeNote(`${source}: read from the beginning, because ${event.because}.`)
      else if (type === 'resumed')
        writeNote(`${source}: the reading that began at ${event.startedAt} goes on after ${countText(event.calls, 'call')}.`)
      else if (type === 'done') writeNote(doneText(event.report))
    },
    end: badRows.end,
  }
}

function doneText({ source, calls, turns, requests, bad, missing }: TapSourceReport): string {
  const counts = [
    countText(calls, 'call'),
    ...(turns > 0 ? [countText(turns, 'turn')] : []),
    countText(requests, 'request'),
    ...(bad > 0 ? [countText(bad, 'bad row')] : []),
    ...(missing > 0 ? [`${countText(missing, 'call')} missing that its total counts`] : []),
  ]
  return `${source}: ${counts.join(', ')}`
}

/** Whether everything was read and written. */
export const isWell = ({ sources }: TapReport): boolean =>
  sources.every(
    ({ outcome, bad, missing, incomplete, tooDeep }) => outcome === 'whole' && bad + missing + incomplete + tooDeep === 0,
  )
