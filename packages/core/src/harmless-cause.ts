import { withoutPeople } from './without-people.js'

/**
 * The reason of a failed `fetch`, where it may be kept on an error: it consists of plain values without a secret or a telephone number. One
 * that holds anything else (a request, headers) is left out, because printing the error would print that as well.
 */
export function harmlessCause(reason: unknown, mask: (text: string) => string): unknown {
  try {
    return isHarmless(reason, mask, 0) ? reason : undefined
  } catch {
    // A member that throws when it is read says nothing.
    return undefined
  }
}

// Deeper than runtimes nest their reasons; also the end of a cycle.
const DEEPEST = 6

function isHarmless(value: unknown, mask: (text: string) => string, depth: number, key?: PropertyKey): boolean {
  // In a trace, long numbers are no telephone numbers.
  if (typeof value === 'string') return (key === 'stack' ? mask(value) : withoutPeople(mask(value))) === value
  if (typeof value === 'function') return false
  if (typeof value !== 'object' || value === null) return true
  if (depth > DEEPEST) return false
  const isPlain =
    value instanceof Error || Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value))
  return (
    isPlain &&
    Reflect.ownKeys(value).every(
      (name) => mask(String(name)) === String(name) && isHarmless(Reflect.get(value, name), mask, depth + 1, name),
    )
  )
}
