import { fstatSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { cleanText } from '../print/clean-text.js'

let gone = false
let failure: Error | undefined

process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  gone = true
  // The reader has what it wanted, as with `| head`; anything else, such as a full disk, has lost a part.
  if (code !== 'EPIPE') failure = new Error(`stdout cannot be written (${code}). What was written is not whole.`)
})
// Nobody is left to tell.
process.stderr.on('error', () => undefined)

/** Writes to stdout and waits while its reader is busy. `false` once the reader has gone: nothing more needs to be made. */
export async function write(text: string): Promise<boolean> {
  if (text === '' || gone) return !gone
  await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()))
  if (failure) throw failure
  return !gone
}

/** Whether what was written has arrived: a file keeps it and a terminal shows it, while a pipe holds lines that its reader may never read. */
export const arrivesAtOnce = (): boolean => process.stdout.isTTY || fstatSync(1).isFile()

/** Longer than a reader like `head` takes to leave once it has its lines. */
const READER_LEAVES_MS = 250

/**
 * Writes to a pipe, and keeps the last line feed until the end. A reader that left meanwhile, with lines in the pipe that it never read,
 * is noticed by it.
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

/** One line on stderr about something that went wrong. */
export function writeError(text: string): void {
  process.stderr.write(`callspec: ${cleanText(text)}\n`)
}

/** Lines on stderr that tell how it went. */
export function writeNote(text: string): void {
  process.stderr.write(`${text.split('\n').map(cleanText).join('\n')}\n`)
}

/** Columns for what goes to stdout; a pipe has room for any line. */
export const outputWidth = (): number => columnsOf(process.stdout)

/** Columns for what goes to stderr. */
export const noteWidth = (): number => columnsOf(process.stderr)

const columnsOf = ({ columns }: { columns?: number }) => columns || Number(process.env.COLUMNS) || Number.POSITIVE_INFINITY

/** Waits until everything that was written has been taken. */
export async function flush(): Promise<void> {
  const streams = gone ? [process.stderr] : [process.stdout, process.stderr]
  await Promise.all(streams.map((stream) => new Promise<void>((resolve) => stream.write('', () => resolve()))))
}
