import { randomUUID } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, renameSync, rmSync, type Stats, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { ListingState } from 'callspec'
import { UsageError } from '../usage-error.js'

export interface StateFile {
  path: string
  /** `undefined`: there is no such file yet. */
  read: () => ListingState | undefined
  write: (state: ListingState) => void
}

export function stateFile(path: string): StateFile {
  // A name of its own: another run may write the same state, and a file of any other name may be somebody's.
  const fresh = `${path}.${process.pid}-${randomUUID().slice(0, 8)}.new`

  /** Writes the new file; renamed into place, so that a listing that is broken off leaves the old state or the new one, never half of it. */
  function tryWriting(text: string, isTrial: boolean): void {
    try {
      writeFileSync(fresh, text, { mode: 0o600, flag: 'wx' })
      // Looked at again: what stands there now would be replaced.
      if (!isTrial && isFileOrNothing(path)) renameSync(fresh, path)
    } catch (error) {
      if (error instanceof UsageError) throw error
      throw new UsageError(`${path}: cannot be written (${codeOf(error)}). Name a file in a folder that you can write to.`)
    } finally {
      rmSync(fresh, { force: true })
    }
  }

  return {
    path,
    read() {
      const text = readText(path)
      // Tried before the first request: calls that were printed without a state would be printed again.
      tryWriting('', true)
      removeLeftOver(path)
      endBetweenWrites()
      // An empty file is one that was made for the state.
      if (!text?.trim()) return undefined
      try {
        // What a file holds is checked by the log, which knows the form; to it `null` would be no state.
        return (JSON.parse(text) || {}) as ListingState
      } catch {
        throw new UsageError(`${path}: no JSON. Pass a file that --state wrote, or a new one to begin anew.`)
      }
    },
    write: (state) => tryWriting(`${JSON.stringify(state)}\n`, false),
  }
}

/** Refuses what is no file of its own: to replace a device, a pipe or a link would be to break it. */
function isFileOrNothing(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (!stats || stats.isFile()) return true
  throw new UsageError(`${path} is ${kindOf(stats)}. Pass a file that --state wrote, or a new one to begin anew.`)
}

function kindOf(stats: Stats): string {
  if (stats.isSymbolicLink()) return 'a link'
  if (stats.isDirectory()) return 'a folder'
  if (stats.isFIFO()) return 'a pipe'
  return stats.isSocket() ? 'a socket' : 'a device'
}

/** Removes what a run left that was killed while it wrote; its name ends with the number of its process. */
function removeLeftOver(path: string): void {
  const start = `${basename(path)}.`
  for (const name of readdirSync(dirname(path))) {
    const pid = name.startsWith(start) && /^(\d+)-[0-9a-f]{8}\.new$/.exec(name.slice(start.length))?.[1]
    if (pid && !isRunning(Number(pid))) rmSync(join(dirname(path), name), { force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) !== 'ESRCH'
  }
}

/** A signal with a listener waits until what is under way is written, and then ends the process as it would have. */
function endBetweenWrites(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.kill(process.pid, signal))
}

/** Where the state went, and what going on from it will rest on. */
export function stateText(path: string, state: ListingState): string {
  const assumed = Object.entries(state.sources)
    .filter(([, { order }]) => order === 'assumed')
    .map(([source]) => source)
  const ground = assumed.length > 0 ? `; it rests on the assumed order of ${assumed.join(', ')}` : ''
  return `The listing stands in ${path}${ground}.`
}

function readText(path: string): string | undefined {
  try {
    return isFileOrNothing(path) ? readFileSync(path, 'utf8') : undefined
  } catch (error) {
    if (error instanceof UsageError) throw error
    if (codeOf(error) === 'ENOENT') return undefined
    throw new UsageError(
      `${path}: cannot be read (${codeOf(error)}). Pass a file that --state wrote, or a new one to begin anew.`,
    )
  }
}

/** What Node's functions for files and processes throw has a code. */
const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code
