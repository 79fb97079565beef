import type { Path } from './descriptor.js'

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
