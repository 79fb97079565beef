import type { ReadOptions, Verify, WebhookRequest } from '@callspec/core/webhook'
import type { ToCallOptions } from '../definition.js'
import type { WebhookEvent } from './event.js'

/** What `@callspec/<id>/webhook` exports as `webhook`, of any provider. `isSigned` tells which of the two it is. */
export type Webhook<Event extends WebhookEvent = WebhookEvent> = SignedWebhook<Event> | UnsignedWebhook<Event>

/** Hooks with a signature: `parse(await verify(request, secret))`. */
export interface SignedWebhook<Event extends WebhookEvent = WebhookEvent, ItsVerify = Verify> extends WebhookMembers<Event> {
  readonly isSigned: true
  readonly verify: ItsVerify
  readonly signature: SignatureFacts
}

/** Hooks that anybody can send who knows the address: `parse(await read(request))`. */
export interface UnsignedWebhook<Event extends WebhookEvent = WebhookEvent> extends WebhookMembers<Event> {
  readonly isSigned: false
  readonly verify?: undefined
  /** In a sentence: why there is nothing to verify, and what the platform documents instead. */
  readonly unsigned: string
}

interface WebhookMembers<Event extends WebhookEvent> {
  /** The provider's id. */
  readonly provider: string
  /** The documented events, by their words. */
  readonly events: readonly string[]
  /**
   * Reads the body as text, bounded in size, without verifying anything.
   * @throws CallspecError `invalid-request` if it is longer than `maxBytes` or has been read before
   */
  readonly read: (request: WebhookRequest, options?: ReadOptions) => Promise<string>
  /**
   * What a body says. It may be parsed already. Unknown events are told, not thrown.
   * @throws CallspecError `invalid-request` if it is neither JSON nor, where the platform sends forms, a form
   */
  readonly parse: (body: string | Uint8Array | object, options?: ToCallOptions) => Event
}

/** What a signature is good for. */
export interface SignatureFacts {
  /** `call-id`: whoever saw one hook can send another body for the same call, so believe nothing of it but the id. */
  readonly covers: 'body' | 'call-id'
  /** How old a stamp may be, in seconds; `null`: the platform documents no limit, or no stamp, so a hook can be sent again at any time. */
  readonly toleranceSeconds: number | null
  /** In a sentence: which secret it is made with, and where the platform shows it. */
  readonly secret: string
  /** The environment variable that holds the secret by convention; nothing here reads it. */
  readonly environment: string
}
