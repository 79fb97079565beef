import { chmodSync, existsSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { SyncError } from '../../sync-error.js'

/** A file beside the copy that its process keeps locked as long as it runs. */
export interface Presence {
  end: () => void
}

// The system takes the lock from a process that ends, however it ends, and tells of processes in other containers, whose ids mean nothing here.
// A copy has one place, by whatever links it is named.
const fileOf = (copy: string, holder: string) => `${realpathSync(copy)}-holder-${holder}`

export function createPresence(copy: string, holder: string): Presence {
  sweep(copy)
  const file = fileOf(copy, holder)
  const database = made(file, copy)
  return {
    end() {
      database.close()
      rmSync(file, { force: true })
    },
  }
}

function made(file: string, copy: string): DatabaseSync {
  try {
    const database = lock(file)
    chmodSync(file, 0o600)
    return database
  } catch (cause) {
    throw new SyncError(
      `${copy} cannot be locked: no file can be made beside it. Make room, or name a copy in a folder that you may write to.`,
      'store',
      { cause },
    )
  }
}

/** Removes what killed processes left. */
function sweep(copy: string): void {
  const stem = fileOf(copy, '')
  for (const name of readdirSync(dirname(stem))) {
    if (name.startsWith(basename(stem))) isPresent(copy, name.slice(basename(stem).length))
  }
}

/** Whether the process that has this name still runs. */
export function isPresent(copy: string, holder: string): boolean {
  const isHeld = isLocked(copy, holder)
  if (!isHeld) rmSync(fileOf(copy, holder), { force: true })
  return isHeld
}

/** The same, and leaves the file where it is. */
export function isLocked(copy: string, holder: string): boolean {
  const file = fileOf(copy, holder)
  if (!existsSync(file)) return false
  try {
    lock(file).close()
    return false
  } catch {
    return true
  }
}

function lock(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    // Nothing is written, so no journal need stand beside it.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
