import { isCallspecError } from 'callspec'
import { createSeen, type MarkGone } from '../gone/seen.js'
import { askFiles } from '../parts/ask-files.js'
import { askParts } from '../parts/ask-parts.js'
import { noteEarlierCalls } from '../parts/note-parts.js'
import { openSource } from '../sources/source-record.js'
import { endPass, noteFailure, stopPass } from './end-pass.js'
import { addCounts, beginPass, type Pass, resumePass, unfinishedPass } from './pass.js'
import { planPass } from './plan-pass.js'
import { runPass } from './run-pass.js'
import type { SourceSync } from './source-sync.js'

/**
 * Brings the calls of one source up to date: ends the pass that was interrupted, makes one of its own, and asks for parts that are due. What it
 * returns with `prune` marks the calls that are gone.
 */
export async function syncSource(sync: SourceSync): Promise<MarkGone | undefined> {
  const { source, store, report, tell, signal } = sync
  const { readAgain } = await store.transaction((statements) => openSource(statements, source))
  if (readAgain !== null) tell({ type: 'reading-again', source: source.id, because: `${readAgain} changed` })
  for (const part of sync.include) {
    if (source.definition.parts[part] === 'never') tell({ type: 'never', source: source.id, part })
  }
  const unfinished = await unfinishedPass(store, source.id)
  if (unfinished) {
    await resumePass(sync, unfinished)
    tell({ type: 'resumed', source: source.id, startedAt: unfinished.startedAt, calls: unfinished.calls })
    await readWhole(sync, unfinished)
  }
  signal?.throwIfAborted()
  const pass = await store.transaction(async (statements) => {
    await noteEarlierCalls(statements, sync)
    const record = await openSource(statements, source)
    return beginPass(statements, source.id, await planPass(statements, sync, record))
  })
  const seen = sync.prune ? await createSeen(sync, pass) : undefined
  const summary = await readWhole(sync, pass, seen?.onPage)
  const listed = report.requests
  try {
    await askParts(sync)
    await askFiles(sync)
  } catch (error) {
    if (isCallspecError(error)) await noteFailure(sync, pass, error.message)
    throw error
  } finally {
    if (report.requests > listed) await addCounts(sync, pass, { requests: report.requests - listed })
  }
  report.outcome = 'whole'
  return seen && ((doubt) => seen.markGone(summary, doubt))
}

/**
 * Reads a pass to its end. Where it cannot go on from its state, it begins anew; so it does, strictly, if calls are missing that the
 * list's total counts: a strict reading repeats the list until the numbers agree.
 */
async function readWhole(sync: SourceSync, pass: Pass, onPage?: Parameters<typeof runPass>[2]) {
  const { source, tell } = sync
  for (;;) {
    const isResumed = pass.state !== null
    try {
      const summary = await runPass(sync, pass, onPage)
      if (summary.missing > 0 && !pass.strict) {
        await makeStrict(sync, pass)
        tell({
          type: 'reading-again',
          source: source.id,
          because: `${summary.missing} calls never came although the list counts them`,
        })
        continue
      }
      await endPass(sync, pass, summary)
      return summary
    } catch (error) {
      const cannotResume = isResumed && isCallspecError(error) && (error.code === 'invalid-query' || error.code === 'unsupported')
      if (!cannotResume) {
        if (isCallspecError(error)) await stopPass(sync, pass, error.message)
        throw error
      }
      pass.state = null
      tell({ type: 'reading-again', source: source.id, because: 'its list has no order to go on by' })
    }
  }
}

async function makeStrict({ store }: SourceSync, pass: Pass): Promise<void> {
  await store.run('UPDATE passes SET strict = $2, state = NULL WHERE id = $1', [pass.id, true])
  pass.strict = true
  pass.state = null
}
