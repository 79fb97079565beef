import { at } from '../at.js'
import type { ClientDescriptor } from '../descriptor.js'

/** Whether a response says in its body that the request failed. Only the documented members and values count. */
export function saysFailed({ failure }: ClientDescriptor, body: unknown): boolean {
  return (failure?.when ?? []).some(({ at: path, equals }) => {
    const value = at(body, path)
    if (equals !== undefined) return value === equals
    return typeof value === 'string' ? value !== '' : typeof value === 'object' && value !== null && Object.keys(value).length > 0
  })
}
