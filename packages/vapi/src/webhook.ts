import { type VerifyOptions, verifySignature, type WebhookRequest, type WebhookSecret } from '@callspec/core/webhook'
import { defineWebhook } from '@callspec/provider/webhook'
import type { webhooks } from './generated/types.js'
import { webhookDescriptor } from './generated/webhook.js'
import { vapi } from './provider.js'
import { type Credential, schemeOf } from './webhook-credential.js'

export type { Credential, HmacPlan } from './webhook-credential.js'

export interface VapiVerifyOptions extends VerifyOptions {
  /** How the credential of the server URL is set up at Vapi. Default: an HMAC with every default of its plan. */
  credential?: Credential | undefined
}

/**
 * Checks what the credential of the server URL sends along, and returns the body. Every member of it can be set at Vapi, so what differs from the
 * defaults has to be told. The headers of `secret` and `bearer` show who sends, and cover nothing of the body.
 * @throws CallspecError as `Verify` of any provider does
 */
const verifyByCredential = (request: WebhookRequest, secret: WebhookSecret, options: VapiVerifyOptions = {}): Promise<string> => {
  const { id, signature } = webhookDescriptor
  return verifySignature({ id, ...signature }, schemeOf(options.credential), request, secret, options)
}

/** What of a message is a member of the call, and need not stand in the call that it carries. */
const OF_THE_CALL = [
  'status',
  'endedReason',
  'startedAt',
  'endedAt',
  'cost',
  'costs',
  'destination',
  'compliance',
  'analysis',
  'artifact',
  'customer',
] as const

function toRow(call: object, body: object): object {
  // The row was found in it.
  const { message } = body as { message: Record<string, unknown> }
  const beside = OF_THE_CALL.filter((name) => message[name] !== undefined).map((name) => [name, message[name]])
  return { ...Object.fromEntries(beside), ...call }
}

/** The server messages of Vapi. https://docs.vapi.ai/server-url/events */
export const webhook = defineWebhook<webhooks, typeof vapi, typeof webhookDescriptor, typeof verifyByCredential>(
  vapi,
  webhookDescriptor,
  { verify: verifyByCredential, toRow },
)
export const { verify, read, parse } = webhook
