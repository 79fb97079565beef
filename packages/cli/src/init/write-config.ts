import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { UsageError } from '../usage-error.js'

/**
 * Writes a configuration whole or not at all. With keys in it, it is for its owner alone; one that is replaced keeps who may read it, because it may hold
 * keys already.
 * @param isMeant whether a file of that name may be replaced, as somebody agreed
 */
export function writeConfig(file: string, text: string, { isMeant, holdsKeys }: { isMeant: boolean; holdsKeys: boolean }): void {
  const isThere = existsSync(file)
  // It may have come while questions were answered.
  if (isThere && !isMeant) throw new UsageError(existsText(file))
  const target = isThere ? realpathSync(file) : file
  const fresh = `${target}.${process.pid}.new`
  try {
    const mode = holdsKeys ? 0o600 : isThere ? statSync(target).mode & 0o777 : 0o644
    writeFileSync(fresh, text, { flag: 'wx', mode })
    renameSync(fresh, target)
  } catch (error) {
    rmSync(fresh, { force: true })
    // What these functions throw has a code.
    throw new UsageError(`${file} cannot be written (${(error as NodeJS.ErrnoException).code}). Name another file with --config.`)
  }
}

/** Why a file is not written without asking. */
export const existsText = (file: string): string =>
  `${file} exists already, and is not replaced without asking. Run callspec init in a terminal, or name a new file with --config.`
