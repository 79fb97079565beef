import { execFileSync } from 'node:child_process'
import { chownSync } from 'node:fs'

/** A user's ids, as `spawn` takes them; none where the test itself is not run by root. */
export interface ServerUser {
  uid?: number
  gid?: number
}

/** Who runs the servers: PostgreSQL refuses root. */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return {}
  return { uid: id('-u'), gid: id('-g') }
}

/** Gives a file or folder to the user of the servers. */
export function giveTo({ uid, gid }: ServerUser, path: string): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
}

// `nobody` is everywhere.
const id = (which: string) => Number(execFileSync('id', [which, 'nobody'], { encoding: 'utf8' }))
