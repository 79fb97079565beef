import type { VerifyOptions, Webhook, WebhookSecret } from '@callspec/provider/webhook'
import type { Source } from 'callspec'

/** A source whose hooks are received. */
export interface ReceivedSource {
  source: Source
  /** What its provider's package exports as `webhook` at `/webhook`. */
  webhook: Webhook
  /** What its platform signs hooks with; `null`: its account has no secret, so anybody who knows the address may send some. Where the platform signs none, leave it out. */
  secret?: WebhookSecret | null | undefined
  /** Options of its `verify`, such as Vapi's `credential`. */
  verify?: (VerifyOptions & { readonly [Name: string]: unknown }) | undefined
}
