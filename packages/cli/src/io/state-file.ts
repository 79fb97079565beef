import { randomUUID } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, renameSync, rmSync, type Stats, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { ListingState } from 'callspec'
import { UsageError } from '../usage-error.js'

export interface StateFile<State = ListingState> {
  path: string
  /** `undefined`: the file does not exist yet. */
  read: () => State | undefined
  write: (state: State) => void
}

/** `stopsItself`: whether a signal ends the run by other means, after its last write. */
export function stateFile<State = ListingState>(path: string, { stopsItself = false } = {}): StateFile<State> {
  // A unique name: another run may write the same state, and a simpler name may be taken.
  const fresh = `${path}.${process.pid}-${randomUUID().slice(0, 8)}.new`

  /** Writes a new file and renames it into place, so that an interrupted run leaves the old state or the new one, never a part. */
  function tryWriting(text: string, isTrial: boolean): void {
    try {
      writeFileSync(fresh, text, { mode: 0o600, flag: 'wx' })
      // Checked again, because the rename replaces whatever is there now.
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
      // A trial write before the first request: without a state, the next run would print the same calls again.
      tryWriting('', true)
      removeLeftOver(path)
      if (!stopsItself) endBetweenWrites()
      // An empty file was created for the state.
      if (!text?.trim()) return undefined
      try {
        // Who asked checks the contents; `null` would mean no state to it.
        return (JSON.parse(text) || {}) as State
      } catch {
        throw new UsageError(`${path}: not valid JSON. Pass a file that --state wrote, or a new one to start over.`)
      }
    },
    write: (state) => tryWriting(`${JSON.stringify(state)}\n`, false),
  }
}

/** Rejects anything but a regular file: replacing a device, a pipe or a link would break it. */
function isFileOrNothing(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (!stats || stats.isFile()) return true
  throw new UsageError(`${path} is ${kindOf(stats)}. Pass a file that --state wrote, or a new one to start over.`)
}

function kindOf(stats: Stats): string {
  if (stats.isSymbolicLink()) return 'a link'
  if (stats.isDirectory()) return 'a folder'
  if (stats.isFIFO()) return 'a pipe'
  return stats.isSocket() ? 'a socket' : 'a device'
}

/** Removes temporary files of killed runs; their names contain the process id. */
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

/** Lets a running write finish before a signal ends the process: a signal with a listener is handled between tasks. */
function endBetweenWrites(): void {
  // SIGINT has a listener as long as a listing runs: `untilSignal`.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.kill(process.pid, signal))
}

/** Where the state is, and the assumptions that resuming from it relies on. */
export function stateText(path: string, state: ListingState): string {
  const assumed = Object.entries(state.sources)
    .filter(([, { order }]) => order === 'assumed')
    .map(([source]) => source)
  const ground = assumed.length > 0 ? `; resuming relies on the assumed order of ${assumed.join(', ')}` : ''
  return `Wrote the state to ${path}${ground}.`
}

function readText(path: string): string | undefined {
  try {
    return isFileOrNothing(path) ? readFileSync(path, 'utf8') : undefined
  } catch (error) {
    if (error instanceof UsageError) throw error
    if (codeOf(error) === 'ENOENT') return undefined
    throw new UsageError(
      `${path}: cannot be read (${codeOf(error)}). Pass a file that --state wrote, or a new one to start over.`,
    )
  }
}

/** Errors of Node's file and process functions have a code. */
const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code
