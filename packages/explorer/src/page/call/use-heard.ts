import type { Turn } from 'callspec'
import { useMemo, useState } from 'preact/hooks'

export interface Heard {
  /** The turn that is being heard; `null`: none, or nobody knows. */
  heard: number | null
  /** Where each turn begins in the recording, in seconds; `null`: of a single one, it is not known. */
  starts: readonly number[] | null
  /** Tells how far the recording is. */
  setSecond: (second: number) => void
}

/** Which turn of a transcript a recording is at. */
export function useHeard(turns: readonly Turn[] | null, startedAt: string | null): Heard {
  const [heard, setHeard] = useState<number | null>(null)
  const starts = useMemo(() => startsOf(turns, startedAt), [turns, startedAt])
  return {
    heard,
    starts,
    // A recording tells its place many times a second: only another turn is worth a drawing.
    setSecond: (second) => setHeard(starts && turnAt(starts, second)),
  }
}

function startsOf(turns: readonly Turn[] | null, startedAt: string | null): number[] | null {
  if (turns === null || turns.length === 0) return null
  const begin = startedAt === null ? Number.NaN : Date.parse(startedAt)
  const starts = turns.map(
    ({ at, offsetSeconds }) => offsetSeconds ?? (at === null ? Number.NaN : (Date.parse(at) - begin) / 1000),
  )
  return starts.some(Number.isNaN) ? null : starts.map((start) => Math.max(0, start))
}

/** The last turn that has begun. */
function turnAt(starts: readonly number[], second: number): number | null {
  const index = starts.findLastIndex((start) => start <= second + 0.05)
  return index < 0 ? null : index
}
