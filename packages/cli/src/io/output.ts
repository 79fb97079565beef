import { fstatSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { cleanText } from '../print/clean-text.js'
import { type ColorWhen, type Meaning, type Paint, paintFor } from '../print/color.js'
import { wrap } from '../print/wrap.js'

let gone = false
let failure: Error | undefined

process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  gone = true
  // EPIPE: the reader has all it wanted, as with `| head`. Anything else, such as a full disk, lost output.
  if (code !== 'EPIPE') failure = new Error(`stdout cannot be written (${code}). The output is incomplete.`)
})
// There is nowhere left to report it.
process.stderr.on('error', () => undefined)

/** Writes to stdout and waits for its reader. `false` once the reader has gone: stop producing. */
export async function write(text: string): Promise<boolean> {
  if (text === '' || gone) return !gone
  await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()))
  if (failure) throw failure
  return !gone
}

/** Whether written output counts as delivered: yes for files and terminals; a pipe may hold lines that nobody reads. */
export const arrivesAtOnce = (): boolean => process.stdout.isTTY || fstatSync(1).isFile()

/** Longer than `head` and the like take to exit once they have their lines. */
const READER_LEAVES_MS = 250

/**
 * Writes to a pipe but holds the last line feed back until the end. Writing it then reveals whether the reader exited with unread lines in
 * the pipe.
 */
export function createPipeWriter() {
  let held = ''
  return {
    write(text: string): Promise<boolean> {
      if (text === '') return write('')
      const due = held + text.slice(0, -1)
      held = text.slice(-1)
      return write(due)
    },
    async end(): Promise<boolean> {
      if (held !== '') await wait(READER_LEAVES_MS)
      return write(held)
    },
  }
}

/** Prints an error on stderr: one line, which a terminal shows in color and broken at spaces. */
export function writeError(text: string, meaning: Meaning = 'bad'): void {
  const line = wrap(`callspec: ${cleanText(text)}`, noteWidth(), '', HANG)
  process.stderr.write(`${notePaint()(line, meaning)}\n`)
}

/** Prints information on stderr, each of its lines broken at spaces to fit. */
export function writeNote(text: string, meaning?: Meaning): void {
  const lines = text.split('\n').map((line) => wrap(cleanText(line), noteWidth(), '', HANG))
  process.stderr.write(`${notePaint()(lines.join('\n'), meaning)}\n`)
}

/** The same of clean text that is painted already. */
export function writePainted(text: string): void {
  process.stderr.write(
    `${text
      .split('\n')
      .map((line) => wrap(line, noteWidth(), '', HANG))
      .join('\n')}\n`,
  )
}

/** How far the rest of a broken line stands to the right of its start. */
const HANG = 2

let when: ColorWhen = 'auto'

/** Decides for this process when text is painted. */
export function chooseColor(chosen: ColorWhen): void {
  when = chosen
}

/** How to paint text for stdout; JSON and CSV are never painted. */
export const outputPaint = (): Paint => paintFor(process.stdout, when)

/** How to paint text for stderr. */
export const notePaint = (): Paint => paintFor(process.stderr, when)

/** Columns of stdout; a pipe has no limit. */
export const outputWidth = (): number => columnsOf(process.stdout)

/** Columns of stderr; a pipe has no limit. */
export const noteWidth = (): number => columnsOf(process.stderr)

/** Columns of help: lines of more are hard to read, and a pipe has those of a usual terminal. */
export const helpWidth = (): number => (outputWidth() === Number.POSITIVE_INFINITY ? 80 : Math.min(outputWidth(), 120))

const columnsOf = ({ columns }: { columns?: number }) => columns || Number(process.env.COLUMNS) || Number.POSITIVE_INFINITY

/** Waits until all output has been flushed. */
export async function flush(): Promise<void> {
  const streams = gone ? [process.stderr] : [process.stdout, process.stderr]
  await Promise.all(streams.map((stream) => new Promise<void>((resolve) => stream.write('', () => resolve()))))
}
