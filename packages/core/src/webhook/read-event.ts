import { at } from '../at.js'
import type { Path } from '../paging/pagination.js'
import type { WebhookDescriptor } from './descriptor.js'

/** What a body says of the event, before any of it is mapped. */
export interface ReadEvent {
  readonly isKnown: boolean
  readonly event: string | null
  readonly callId: string | null
  readonly eventId: string | null
  /** The row that it carries. */
  readonly row: unknown
}

export function readEvent(descriptor: WebhookDescriptor, body: object): ReadEvent {
  const named = idAt(body, descriptor.event)
  const event = named ?? descriptor.unnamed?.find(({ when }) => when === undefined || at(body, when) !== undefined)?.hook ?? null
  const hook = event !== null && Object.hasOwn(descriptor.hooks, event) ? descriptor.hooks[event] : undefined
  const ids = descriptor.callId.map((path) => idAt(body, path))
  return {
    isKnown: hook !== undefined,
    event,
    callId: ids.find((id) => id !== null) ?? null,
    eventId: idAt(body, descriptor.eventId),
    // The whole body is at the empty path.
    row: hook?.call && at(body, hook.call),
  }
}

/** A text or a whole number at a path. */
function idAt(body: object, path: Path | undefined): string | null {
  const value = at(body, path)
  return (typeof value === 'string' && value !== '') || Number.isSafeInteger(value) ? String(value) : null
}
