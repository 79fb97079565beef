import { writeFileSync } from 'node:fs'
import { UsageError } from './usage-error.js'

/** Writes a file that is not there yet; never over an existing one, which may hold the only copy of something. */
export function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    // What `writeFileSync` throws has a code.
    const { code } = error as NodeJS.ErrnoException
    throw new UsageError(`${file} cannot be written (${code === 'EEXIST' ? 'there is such a file' : code}). Name a new file.`)
  }
}
