import {
  parseBody,
  type ReadOptions,
  readBody,
  readEvent,
  readText,
  type Verify,
  verifySignature,
  type WebhookDescriptor,
  type WebhookRequest,
  type WebhookSignature,
} from '@callspec/core/webhook'
import { resolveAssumptions } from '../assumptions.js'
import type { AnyDefinition, ToCallOptions } from '../definition.js'
import { createMapper } from '../map/to-call.js'
import type { Call } from '../model/call.js'
import type { WebhookEvent } from './event.js'
import type { MapsRows, WebhookOf } from './hook-types.js'

/** What a platform has of its own. */
export interface OwnParts<ItsVerify> {
  /** In place of the one that the spec's signature makes. */
  readonly verify?: ItsVerify
  /** The row as the mapping takes it, where the hook has parts of it elsewhere. Default: as for the answer to the request for a single call. */
  readonly toRow?: (row: object, body: object) => object
}

/** The only way to make a provider's module of web hooks. `Hooks` are the `webhooks` of its generated types. */
export function defineWebhook<
  Hooks,
  P extends MapsRows & { definition: AnyDefinition },
  D extends WebhookDescriptor,
  ItsVerify = Verify,
>(provider: P, descriptor: D, own: OwnParts<ItsVerify> = {}): WebhookOf<Hooks, P, D, ItsVerify> {
  const { id, signature, unsigned } = descriptor
  const { definition } = provider
  const members = {
    provider: id,
    events: Object.keys(descriptor.hooks),
    read: async (request: WebhookRequest, options?: ReadOptions) =>
      readText({ body: await readBody(id, request, options), url: request.url ?? null }),
    parse: (body: string | Uint8Array | object, options: ToCallOptions = {}): WebhookEvent => {
      const parsed = parseBody(id, body, descriptor.forms)
      const { row, isKnown, ...said } = readEvent(descriptor, parsed)
      const event = { provider: id, isKnown, ...said, body: parsed, problems: [] }
      // Which of the two it is, the descriptor says.
      if (row === undefined) return event as unknown as WebhookEvent
      return { ...event, ...mapRow(definition, row, said.callId, parsed, own, options) } as unknown as WebhookEvent
    },
  }
  const module = signature
    ? { ...members, isSigned: true, verify: own.verify ?? verifyWith(id, signature), signature: factsOf(signature) }
    : { ...members, isSigned: false, unsigned }
  // The descriptor says which events there are, and whether they are signed.
  return module as unknown as WebhookOf<Hooks, P, D, ItsVerify>
}

const verifyWith =
  (id: string, signature: WebhookSignature): Verify =>
  (request, secret, options) =>
    verifySignature({ id, ...signature }, signature, request, secret, options)

const factsOf = ({ covers, secret, environment, timestamp }: WebhookSignature) => ({
  covers,
  secret,
  environment,
  toleranceSeconds: timestamp?.pastSeconds ?? null,
})

/** The call that a row is, or why it is none. */
function mapRow(
  definition: AnyDefinition,
  row: unknown,
  id: string | null,
  body: object,
  { toRow }: OwnParts<unknown>,
  options: ToCallOptions,
): { call: Call } | { problems: readonly string[] } {
  if (typeof row !== 'object' || row === null) return { problems: ['the row is not an object'] }
  const { source = definition.descriptor.id, timeZone, parent } = options
  const assumptions = resolveAssumptions(definition.descriptor, options)
  const map = createMapper(definition, source, assumptions, timeZone, undefined, undefined, parent)
  const result = map(toRow ? toRow(row, body) : (definition.get?.toRow(row, id ?? '') ?? row))
  return 'call' in result ? { call: result.call } : { problems: result.reasons }
}
