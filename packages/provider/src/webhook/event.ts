import type { Call } from '../model/call.js'

/** What a web hook says. It is a reason to fetch the call, never the truth about it: hooks come twice, late, in any order, or not at all. */
export type WebhookEvent = KnownEvent | UnknownEvent

/** An event that the platform documents. */
export interface KnownEvent<
  Name extends string = string,
  Body extends object = object,
  ItsCall extends Call | undefined = Call | undefined,
> extends EventMembers<Body> {
  readonly isKnown: true
  /** The platform's own word or, where a hook names no event, its name among the `webhooks` of the spec. */
  readonly event: Name
  /** The call, if the hook carries a whole row and that can be mapped. */
  readonly call?: ItsCall
}

/** An event that no page names: told all the same, with the call that it is about, if that is where other events have it. */
export interface UnknownEvent extends EventMembers<object> {
  readonly isKnown: false
  /** `null`: the body names none. */
  readonly event: string | null
  readonly call?: undefined
}

interface EventMembers<Body extends object> {
  /** The provider's id. */
  readonly provider: string
  /** Which call it is about, as `get` takes it; `null`: about none, or the hook does not say. */
  readonly callId: string | null
  /** The platform's own id of this event, which a repeated delivery has again; `null`: it documents none. */
  readonly eventId: string | null
  /** The whole body: of a form, each name with its value, or with its values if it comes repeatedly. */
  readonly body: Body
  /** Why the row that the hook carries is no call, one reason per member that differs from the spec; else empty. */
  readonly problems: readonly string[]
}
