import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { UsageError } from '../usage-error.js'

/**
 * Writes a new file. Never overwrites: an existing file may be the only copy of something. One that already holds this very text is fine.
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

/** Rejects an existing file before any work is done whose result would go there. */
export function refuseExisting(file: string): void {
  if (existsSync(file)) throw cannotWrite(file, THERE)
}

function holds(file: string, text: string): boolean {
  try {
    return readFileSync(file, 'utf8') === text
  } catch {
    // A folder, or a file without read permission.
    return false
  }
}

const THERE = 'it exists already'

const cannotWrite = (file: string, why: string | undefined) =>
  new UsageError(`${file} cannot be written (${why}). Name a new file.`)
