import type { Exported, Rejection } from '@callspec/otel'
import { cleanText } from './clean-text.js'
import { countText } from './count-text.js'

/** Tells what became of calls that were sent as traces. */
export interface OtlpNotes {
  exported(source: string, exported: Exported): void
  rejected(rejection: Rejection): void
  /** Prints the sums. */
  end(): void
  /** Whether the collector kept everything. */
  isWell(): boolean
}

type Sums = Omit<Exported, 'tooLarge'>

export function createOtlpNotes(writeError: (text: string) => void, writeNote: (text: string) => void): OtlpNotes {
  const sums = new Map<string, Sums>()
  let lost = 0
  let rejected = 0
  const reasons = new Set<string>()
  return {
    exported(source, { tooLarge, ...exported }) {
      sums.set(source, added(sums.get(source), exported))
      lost += tooLarge.length
      for (const key of tooLarge)
        writeError(`${key}: a span is too large for the collector, and was left out. Send without --content, or raise its limit.`)
    },
    rejected({ spans, because }) {
      const words = said(because)
      if (spans === 0) reasons.add(`The collector took everything and says: ${words}`)
      else {
        rejected += spans ?? 0
        lost += spans ?? 1
        reasons.add(`The collector did not keep all spans: ${words || 'it does not say why'}.`)
      }
    },
    end() {
      for (const [source, sum] of sums) writeNote(`${source}: ${sumText(sum)}`)
      for (const reason of reasons) writeError(reason)
      if (rejected > 0) writeError(`${countText(rejected, 'span')} rejected by the collector; they are not sent again.`)
    },
    isWell: () => lost === 0,
  }
}

function added(sum: Sums | undefined, more: Sums): Sums {
  if (!sum) return more
  // Both have the same members.
  return Object.fromEntries(
    Object.entries(more).map(([name, count]) => [name, count + sum[name as keyof Sums]]),
  ) as unknown as Sums
}

function sumText({ traces, changed, spans, same, open, undated }: Sums): string {
  return [
    `${countText(traces, 'trace')} with ${countText(spans, 'span')} sent`,
    ...(changed > 0 ? [`${changed} of them again, because the call changed`] : []),
    ...(same > 0 ? [`${countText(same, 'call')} sent before`] : []),
    ...(open > 0 ? [`${countText(open, 'call')} not over yet: a later run sends ${open === 1 ? 'it' : 'them'}`] : []),
    ...(undated > 0 ? [`${countText(undated, 'call')} without any time, which no trace can show`] : []),
  ].join('; ')
}

/** A collector's words, on one line and not endless. */
function said(words: string): string {
  const clean = cleanText(words).trim()
  return clean.length > MOST ? `${clean.slice(0, MOST)} …` : clean
}

const MOST = 200
