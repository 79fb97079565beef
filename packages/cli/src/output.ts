import { cleanText } from './clean-text.js'

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

/** One line on stderr about something that went wrong. */
export function writeError(text: string): void {
  process.stderr.write(`callspec: ${cleanText(text)}\n`)
}

/** Lines on stderr that tell how it went. */
export function writeNote(text: string): void {
  process.stderr.write(`${text.split('\n').map(cleanText).join('\n')}\n`)
}

/** Columns of the terminal; a pipe has room for any line. */
export function outputWidth(): number {
  return process.stdout.columns || Number(process.env.COLUMNS) || Number.POSITIVE_INFINITY
}

/** Waits until everything that was written has been taken. */
export async function flush(): Promise<void> {
  const streams = gone ? [process.stderr] : [process.stdout, process.stderr]
  await Promise.all(streams.map((stream) => new Promise<void>((resolve) => stream.write('', () => resolve()))))
}
