import { type Call, callLog, type ListingState } from 'callspec'
import { totalOf } from '../pass/run-pass.js'
import { type Bookmark, bookmarkAfter, type PassMark, passAfter } from './bookmark.js'
import type { SourceTap } from './source-tap.js'

export interface ReadPass {
  /** Calls that never came although the list's total counts them. */
  missing: number
  /** Ends the pass: writes the bookmark from which the next one goes on, and returns it. */
  end: () => Promise<Bookmark>
}

/**
 * Reads what a pass has not read yet. With the calls of each page goes the bookmark to go on from.
 * @throws CallspecError if the source fails; the pass can go on from its last page
 */
export async function runTap(tap: SourceTap, bookmark: Bookmark, pass: PassMark): Promise<ReadPass> {
  const { source, signal, startLagMs, report, tell, now, include } = tap
  const log = callLog([source], {
    onBadRow(row) {
      report.bad++
      tell({ type: 'bad-row', source: source.id, row })
    },
    ...(startLagMs !== undefined && { startLagMs }),
  })
  const query = { ...(pass.since !== null && { since: pass.since }), order: 'arrival', strict: pass.strict, include } as const
  const stream = log.list(query, { ...(pass.state && { state: pass.state }), signal })
  let reached = pass

  const write = async (calls: readonly Call[], state: ListingState) => {
    reached = passAfter(reached, calls, state, now())
    report.calls += calls.length
    await tap.write(calls, { ...bookmark, pass: reached })
    tell({ type: 'page', source: source.id, calls: calls.length, total: totalOf(stream) })
  }

  for await (const { calls, state } of stream.pages()) {
    await write(calls, state)
    // Between pages, so that what was read is never lost.
    signal.throwIfAborted()
  }
  const { requests, missing, incomplete, incompleteBecause } = (await stream.summary()).sources[0]!
  report.requests += requests
  report.incomplete += incomplete
  if (incompleteBecause) tell({ type: 'incomplete', source: source.id, calls: incomplete, error: incompleteBecause })
  return {
    missing,
    async end() {
      report.missing += missing
      const ended = bookmarkAfter(bookmark, reached, tap.since)
      await tap.write([], ended)
      return ended
    },
  }
}
