import { isCallspecError } from 'callspec'
import { nextPass } from '../pass/next-pass.js'
import { identityChanges, sourceIdentity } from '../sources/source-facts.js'
import { type Bookmark, coveredBy, newBookmark, oldestOpen, type PassMark, type TapIdentity } from './bookmark.js'
import { runTap } from './run-tap.js'
import type { SourceTap } from './source-tap.js'

/** Reads one source: ends the pass that was interrupted, then makes one of its own. */
export async function tapSource(tap: SourceTap): Promise<void> {
  const { source, report, tell, signal, now } = tap
  let bookmark = openBookmark(tap)
  if (bookmark.pass) {
    const { started_at: startedAt, calls } = bookmark.pass
    tell({ type: 'resumed', source: source.id, startedAt, calls })
    bookmark = await readWhole(tap, bookmark, bookmark.pass)
  }
  signal.throwIfAborted()
  const known = bookmark
  const { startedAt, since } = await nextPass({ ...tap, prune: false }, coveredBy(known), () => oldestOpen(known, now()))
  await readWhole(tap, known, { started_at: startedAt, since, strict: false, calls: 0, newest_call: null, open: [], state: null })
  report.outcome = 'whole'
}

/** The bookmark of an earlier run, or a new one if that was of another source or asked for something else. */
function openBookmark({ source, before, asked, tell }: SourceTap): Bookmark {
  const identity: TapIdentity = { ...sourceIdentity(source), asked: asked.fingerprint }
  if (!before) return newBookmark(identity)
  const changes = identityChanges(before.identity, identity)
  if (before.identity.asked !== identity.asked) changes.push(asked.words)
  if (changes.length === 0) return before
  tell({ type: 'reading-again', source: source.id, because: `${changes.join(' and ')} changed` })
  return newBookmark(identity)
}

/**
 * Reads a pass to its end. Where it cannot go on from its state, it begins anew; so it does, strictly, if calls are missing that the
 * list's total counts: a strict reading repeats the list until the numbers agree.
 */
async function readWhole(tap: SourceTap, bookmark: Bookmark, pass: PassMark): Promise<Bookmark> {
  const again = (because: string, strict: boolean) => {
    tap.tell({ type: 'reading-again', source: tap.source.id, because })
    return readWhole(tap, bookmark, { ...pass, strict, calls: 0, open: [], state: null })
  }
  let missing: number
  try {
    const read = await runTap(tap, bookmark, pass)
    missing = read.missing
    if (missing === 0 || pass.strict) return read.end()
  } catch (error) {
    const cannotResume =
      pass.state !== null && isCallspecError(error) && (error.code === 'invalid-query' || error.code === 'unsupported')
    if (!cannotResume) throw error
    return again('its list has no order to go on by', pass.strict)
  }
  return again(`${missing} calls never came although the list counts them`, true)
}
