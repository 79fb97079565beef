import { randomUUID } from 'node:crypto'
import { chmod, lstat, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { CallspecError } from 'callspec'
import { removeLeftOver } from './remove-left-over.js'
import type { Target } from './target.js'

/** Bytes that are written together: a listing's pages alone are many small ones. */
const AT_ONCE = 1 << 18

/**
 * A file that is written beside its place and renamed into it at the end: nobody ever reads half of it. It replaces a file of that name, as a
 * weekly report does, and keeps the permissions that file had.
 */
export async function openFile(path: string): Promise<Target> {
  const before = await existing(path)
  // A link stays one: what it points to is replaced.
  const place = before ? await realpath(path) : path
  await removeLeftOver(place)
  // The process id tells later runs whether its owner still lives.
  const fresh = `${place}.${process.pid}-${randomUUID().slice(0, 8)}.new`
  const file = await open(fresh, 'wx', 0o600).catch((error: unknown) => {
    throw refused(path, `cannot be written (${codeOf(error)}). Name a file in a folder that you can write to`)
  })

  const failing = <Value>(work: Promise<Value>): Promise<Value> =>
    work.catch((error: unknown) => {
      throw new Error(`${path} cannot be written (${codeOf(error)}). What was there before is unchanged.`)
    })

  let waiting: Buffer[] = []
  let bytes = 0
  let writing: Promise<void> = Promise.resolve()

  /** Writes what waits while the caller makes more of it, but never two pieces at once. */
  async function writeWaiting(): Promise<void> {
    const piece = Buffer.concat(waiting)
    waiting = []
    bytes = 0
    await writing
    // Unlike `write`, it goes on until the whole piece is written.
    writing = failing(file.appendFile(piece))
    // Whoever writes next hears of it.
    writing.catch(() => undefined)
  }

  return {
    async write(chunk) {
      const piece = Buffer.from(chunk)
      waiting.push(piece)
      bytes += piece.length
      if (bytes >= AT_ONCE) await writeWaiting()
    },
    async finish() {
      await writeWaiting()
      await writing
      if (before) await failing(chmod(fresh, before.mode & 0o777))
      // Without it, a power cut after the rename could leave an empty file under the name.
      await failing(file.sync())
      await failing(file.close())
      await failing(rename(fresh, place))
    },
    async discard() {
      await writing.catch(() => undefined)
      await file.close().catch(() => undefined)
      await rm(fresh, { force: true })
    },
  }
}

/** The file that is there; nothing but a file can be replaced. */
async function existing(path: string): Promise<{ mode: number } | undefined> {
  try {
    const stats = await stat(path)
    if (stats.isFile()) return stats
    throw refused(path, `is ${stats.isDirectory() ? 'a folder' : 'no file'}. Name a file`)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      const isLink = await lstat(path).then(
        () => true,
        () => false,
      )
      if (!isLink) return undefined
      throw refused(path, 'is a link to nothing. Name a file')
    }
    if (error instanceof CallspecError) throw error
    throw refused(path, `cannot be written (${codeOf(error)}). Name a file in a folder that you can write to`)
  }
}

const refused = (path: string, why: string) => new CallspecError(`${path} ${why}.`, { code: 'invalid-configuration' })

/** Errors of Node's file functions have a code. */
const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code
