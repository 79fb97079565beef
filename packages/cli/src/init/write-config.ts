import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { UsageError } from '../usage-error.js'

/**
 * Writes a configuration whole or not at all. With keys in it, it is for its owner alone.
 * @param isMeant whether a file of that name may be replaced, as somebody agreed
 */
export function writeConfig(file: string, text: string, { isMeant, holdsKeys }: { isMeant: boolean; holdsKeys: boolean }): void {
  const fresh = `${file}.${process.pid}.new`
  try {
    // It may have come while questions were answered.
    if (!isMeant && existsSync(file)) throw new UsageError(existsText(file))
    writeFileSync(fresh, text, { flag: 'wx', mode: holdsKeys ? 0o600 : 0o644 })
    renameSync(fresh, file)
  } catch (error) {
    if (error instanceof UsageError) throw error
    // What `writeFileSync` throws has a code.
    throw new UsageError(`${file} cannot be written (${(error as NodeJS.ErrnoException).code}). Name another file with --config.`)
  } finally {
    rmSync(fresh, { force: true })
  }
}

/** Why a file is not written without asking. */
export const existsText = (file: string): string =>
  `${file} exists already, and is not replaced without asking. Run callspec init in a terminal, or name a new file with --config.`
