import type { Path } from '../paging/pagination.js'
import type { SignatureScheme } from './scheme.js'

/** What `pnpm generate` compiles from the `webhooks` of a spec. */
export interface WebhookDescriptor {
  /** Provider id. */
  readonly id: string
  /** The documented events by their words, and where a body holds a whole row of the list or answer for a single call. */
  readonly hooks: Readonly<Record<string, { readonly call?: Path }>>
  /** Where bodies name their event; absent: nowhere. */
  readonly event?: Path
  /** Of bodies that name none: which of `hooks` they are. The first whose `when` holds something, or that has no `when`. */
  readonly unnamed?: readonly { readonly hook: string; readonly when?: Path }[]
  /** Where bodies have the platform's own id of the event. */
  readonly eventId?: Path
  /** Where bodies have the id of the call, in this order; the empty path is nowhere. */
  readonly callId: readonly Path[]
  /** Bodies may be forms. */
  readonly forms?: true
  readonly signature?: WebhookSignature
  /** Why there is no signature to verify. */
  readonly unsigned?: string
}

export interface WebhookSignature extends SignatureScheme {
  readonly covers: 'body' | 'call-id'
  /** A sentence about the secret. */
  readonly secret: string
  readonly environment: string
}
