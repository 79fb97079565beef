import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The content of a file, or undefined if it does not exist. */
export function read(...path: string[]): string | undefined {
  try {
    return readFileSync(join(...path), 'utf8')
  } catch {
    return undefined
  }
}

/** Sorted names in a folder; none if it does not exist. */
export function list(...path: string[]): string[] {
  try {
    return readdirSync(join(...path)).sort()
  } catch {
    return []
  }
}

const NOT_SOURCE = new Set(['node_modules', 'dist', '.turbo'])

/** Every file under a folder, as relative paths, without anything installed or built. */
export function walk(folder: string, inner = ''): string[] {
  return readDirectory(join(folder, inner)).flatMap((entry) => {
    const path = join(inner, entry.name)
    if (!entry.isDirectory()) return [path]
    return NOT_SOURCE.has(entry.name) ? [] : walk(folder, path)
  })
}

function readDirectory(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    return []
  }
}
