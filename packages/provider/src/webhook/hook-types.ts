import type { WebhookDescriptor } from '@callspec/core/webhook'
import type { Call } from '../model/call.js'
import type { KnownEvent, UnknownEvent } from './event.js'
import type { SignedWebhook, UnsignedWebhook } from './module.js'

/** The body of one of the `webhooks` that openapi-typescript writes from a spec. */
type BodyOf<Hook> = Hook extends { post: { requestBody: { content: infer Content } } } ? Content[keyof Content] & object : object

/** What a provider maps rows with. */
export interface MapsRows {
  // A row of one provider is none of another; here any will do.
  // biome-ignore lint/suspicious/noExplicitAny: parameters are compared the other way round
  readonly toCall: (row: any, ...rest: any[]) => Call
}

/** The call that an event carries, or nothing. */
type CarriedBy<D extends WebhookDescriptor, Name, P extends MapsRows> = Name extends keyof D['hooks']
  ? D['hooks'][Name] extends { readonly call: unknown }
    ? ReturnType<P['toCall']>
    : undefined
  : undefined

/** Every documented event of a platform, told apart by `event`, and the others. */
export type EventOf<Hooks, P extends MapsRows, D extends WebhookDescriptor> =
  | { [Name in keyof Hooks & string]: KnownEvent<Name, BodyOf<Hooks[Name]>, CarriedBy<D, Name, P>> }[keyof Hooks & string]
  | UnknownEvent

/** The module of a platform: with `verify` only if its hooks are signed. */
export type WebhookOf<Hooks, P extends MapsRows, D extends WebhookDescriptor, ItsVerify> = D extends {
  readonly signature: object
}
  ? SignedWebhook<EventOf<Hooks, P, D>, ItsVerify>
  : UnsignedWebhook<EventOf<Hooks, P, D>>
