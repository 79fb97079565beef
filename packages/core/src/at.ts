import type { Path, Paths } from './descriptor.js'

/** The member at a path, or undefined where a part of the way is missing. */
export function at(value: unknown, path: Path | undefined): unknown {
  if (!path) return undefined
  let current = value
  for (const name of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined
    // The check above makes `name` an own member.
    current = (current as Record<string, unknown>)[name]
  }
  return current
}

/** The first member that holds something, of those at some paths. */
export function firstAt(body: unknown, paths: Paths | undefined): unknown {
  for (const path of paths ?? []) {
    // A single path needs no list around it; then its first name is a text.
    const value = at(body, typeof path === 'string' ? (paths as Path) : path)
    if (value !== undefined && value !== null && value !== '') return value
  }
  return undefined
}
