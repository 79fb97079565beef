import type { SourceProgress } from 'callspec'
import { writeNote } from '../io/output.js'
import { cleanText } from '../print/clean-text.js'
import { progressLine, progressLines } from './progress-text.js'

/** What a command is doing, asked several times a second. */
export interface ProgressView {
  progress: () => readonly SourceProgress[]
  /** Most calls that are wanted. */
  limit?: () => number | undefined
}

/** A command that is done before needs no line. */
const AFTER_MS = 400
const SPIN_MS = 100
/** Where there is no terminal, such as in a log. */
const EVERY_MS = 30_000
/** Lines below the first. */
const MOST_SOURCES = 8

/**
 * Shows on stderr how far a command is, until the function that it returns is called: in a terminal as a line that changes and disappears, else as
 * a line of text every half a minute.
 */
export function showProgress(view: ProgressView, everyMs: number = EVERY_MS): () => void {
  const startedAt = performance.now()
  const now = () => ({ sources: view.progress(), elapsedMs: performance.now() - startedAt, limit: view.limit?.() })
  return isLively() ? spin(now) : repeat(() => writeNote(progressLine(now())), everyMs)
}

/** Whether whoever reads stderr sees a line change. */
const isLively = () => process.stderr.isTTY && process.env.TERM !== 'dumb' && !('CI' in process.env)

function spin(now: () => Parameters<typeof progressLines>[0]): () => void {
  const { stderr } = process
  const text = () => {
    // The spinner and a space come first, and a full line would break.
    const width = (stderr.columns || 80) - 3
    const most = Math.max(1, Math.min(MOST_SOURCES, (stderr.rows || 24) - 4))
    return progressLines(now(), width, most).map(cleanText).join('\n')
  }
  let isOver = false
  let end: (() => void) | undefined
  const timer = setTimeout(async () => {
    // Loaded here: most commands are done before.
    const { default: ora } = await import('ora')
    if (isOver) return
    // What is written meanwhile, to stdout as well, comes above the line. The cursor stays, so that no signal can leave it hidden.
    const spinner = ora({ text: text(), interval: SPIN_MS, color: false, hideCursor: false, discardStdin: false })
    const stop = repeat(() => {
      spinner.text = text()
    }, 2 * SPIN_MS)
    end = () => {
      process.removeListener('SIGINT', onInterrupt)
      stop()
      spinner.stop()
    }
    // First, because others remove themselves; and before there is a line, which somebody may answer at once.
    process.prependOnceListener('SIGINT', onInterrupt)
    spinner.start()
  }, AFTER_MS)
  timer.unref()

  function stopLine(): void {
    isOver = true
    clearTimeout(timer)
    end?.()
    end = undefined
  }

  /** Takes the line away, and ends a command that does not end itself. */
  function onInterrupt(): void {
    stopLine()
    if (process.listenerCount('SIGINT') === 0) process.kill(process.pid, 'SIGINT')
  }
  return stopLine
}

function repeat(work: () => void, everyMs: number): () => void {
  const timer = setInterval(work, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
