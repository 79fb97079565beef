import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { UsageError } from '../usage-error.js'

/**
 * Writes a file that is not there yet; never over an existing one, which may hold the only copy of something. One that holds
 * this very text already is as good as written.
 */
export function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    // What `writeFileSync` throws has a code.
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && holds(file, text)) return
    throw cannotWrite(file, code === 'EEXIST' ? THERE : code)
  }
}

/** Refuses a file that is there before anything is done that would have to be written to it. */
export function refuseExisting(file: string): void {
  if (existsSync(file)) throw cannotWrite(file, THERE)
}

function holds(file: string, text: string): boolean {
  try {
    return readFileSync(file, 'utf8') === text
  } catch {
    // A folder, or a file of somebody else's.
    return false
  }
}

const THERE = 'there is such a file'

const cannotWrite = (file: string, why: string | undefined) =>
  new UsageError(`${file} cannot be written (${why}). Name a new file.`)
