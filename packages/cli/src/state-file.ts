import { randomUUID } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { ListingState } from 'callspec'
import { UsageError } from './usage-error.js'

export interface StateFile {
  path: string
  /** `undefined`: there is no such file yet. */
  read: () => ListingState | undefined
  write: (state: ListingState) => void
}

export function stateFile(path: string): StateFile {
  // A name of its own: another run may write the same state, and a file of any other name may be somebody's.
  const fresh = `${path}.${process.pid}-${randomUUID().slice(0, 8)}.new`
  return {
    path,
    read() {
      const text = readText(path)
      // Tried before the first request: calls that were printed without a state would be printed again.
      tryWriting(path, fresh)
      // An empty file is one that was made for the state.
      if (!text?.trim()) return undefined
      try {
        // What a file holds is checked by the log, which knows the form.
        return JSON.parse(text) as ListingState
      } catch {
        throw new UsageError(`${path}: no JSON. Pass a file that --state wrote, or a new one to begin anew.`)
      }
    },
    // Renamed into place, so that a listing that is broken off leaves the old state or the new one, never half of it.
    write(state) {
      writeFileSync(fresh, `${JSON.stringify(state)}\n`, { mode: 0o600 })
      renameSync(fresh, path)
    },
  }
}

function tryWriting(path: string, fresh: string): void {
  try {
    writeFileSync(fresh, '')
    rmSync(fresh)
  } catch (error) {
    // What `writeFileSync` throws has a code.
    const { code } = error as NodeJS.ErrnoException
    throw new UsageError(`${path}: cannot be written (${code}). Name a file in a folder that you can write to.`)
  }
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
    return readFileSync(path, 'utf8')
  } catch (error) {
    // The error of a file that cannot be read has a code.
    const { code } = error as { code?: string }
    if (code === 'ENOENT') return undefined
    throw new UsageError(`${path}: cannot be read (${code}). Pass a file that --state wrote, or a new one to begin anew.`)
  }
}
