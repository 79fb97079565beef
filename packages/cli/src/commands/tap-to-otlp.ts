import {
  type CallExporter,
  createCallExporter,
  createOtlpExporter,
  createSentCalls,
  type SentCalls,
  type SentState,
  watchRejections,
} from '@callspec/otel'
import { type TapState, tapCalls } from '@callspec/sync/tap'
import type { Call, Source } from 'callspec'
import { writeNote } from '../io/output.js'
import { type StateFile, stateFile } from '../io/state-file.js'
import { createOtlpNotes, type OtlpNotes } from '../print/otlp-notes.js'
import { isWell } from '../print/tap-notes.js'
import type { TapPass } from './tap-pass.js'

/** What a run keeps: how far the sources were read, and which calls were sent. */
type OtlpState = TapState & { sent: SentState }

/** Sends the calls of a tap's passes as traces. Returns whether everything was read, and the collector kept all of it. */
export async function tapToOtlp(
  { sources, options, fail }: TapPass,
  { state: path, content = false }: { state?: string; content?: boolean },
): Promise<boolean> {
  const file = path === undefined ? undefined : stateFile<OtlpState>(path, { stopsItself: true })
  const before = file?.read()
  const { address, ...otlp } = await createOtlpExporter()
  const sent = createSentCalls(before?.sent)
  const exporter = createCallExporter({ ...otlp, address, sent, content })
  const notes = createOtlpNotes(fail, writeNote)
  writeNote(
    `Sends traces to ${address}, ${content ? 'with what was said, names and numbers' : 'without what was said, names and numbers'}.`,
  )
  if (path === undefined) writeNote('Without --state, the next run sends all of it again, as the same traces.')
  const stopWatching = watchRejections(notes.rejected)
  const keeper = createKeeper(file, sent)
  try {
    const report = await tapCalls(sources, {
      ...options,
      state: before,
      // Everything is sent again where people's words are wanted, or no longer.
      asked: content ? 'content' : 'no content',
      write: (calls, source) => send(exporter, calls, source, options.signal, notes),
      keep: keeper.keep,
    })
    for (const source of sources)
      if (report.sources.some((each) => each.source === source.id && each.outcome === 'whole')) forget(sent, source)
    return isWell(report) && notes.isWell()
  } finally {
    keeper.end()
    notes.end()
    stopWatching()
    await exporter.shutdown()
  }
}

async function send(
  exporter: CallExporter,
  calls: readonly Call[],
  source: Source,
  signal: AbortSignal | undefined,
  notes: OtlpNotes,
): Promise<void> {
  notes.exported(source.id, await exporter.export(calls, signal))
}

/** Calls from before then are read again by no later run: 30 days while they may change, and the look-back. A longer look-back sends them twice. */
const FORGET_AFTER_MS = 40 * 86_400_000

function forget(sent: SentCalls, { id, definition }: Source): void {
  // Where a platform may have calls without a stamp, its whole list is read once a day.
  if (definition.stamps.createdAt === undefined) return
  sent.forget(id, new Date(Date.now() - FORGET_AFTER_MS).toISOString())
}

/** Writes the state now and then, since it names each call, and at the end. A run that is killed sends what came between once more. */
function createKeeper(file: StateFile<OtlpState> | undefined, sent: SentCalls) {
  let last: TapState | undefined
  let writtenAt = Number.NEGATIVE_INFINITY
  const write = () => {
    if (last) file?.write({ ...last, sent: sent.state() })
    writtenAt = performance.now()
  }
  return {
    keep(state: TapState): void {
      last = state
      if (performance.now() - writtenAt >= WRITE_EVERY_MS) write()
    },
    end: write,
  }
}

const WRITE_EVERY_MS = 1000
