import { at } from '../at.js'
import type { ClientDescriptor } from '../descriptor.js'

/** Whether an answer says in its body that the request failed. Only what is documented for that does: any other value says nothing. */
export function saysFailed({ failure }: ClientDescriptor, body: unknown): boolean {
  return (failure?.when ?? []).some(({ at: path, equals }) => {
    const value = at(body, path)
    if (equals !== undefined) return value === equals
    return typeof value === 'string' ? value !== '' : typeof value === 'object' && value !== null && Object.keys(value).length > 0
  })
}
