import { defineWebhook } from '@callspec/provider/webhook'
import type { webhooks } from './generated/types.js'
import { webhookDescriptor } from './generated/webhook.js'
import { telnyx } from './provider.js'

/** The web hooks of Telnyx. https://developers.telnyx.com/api-reference/callbacks/texml-call-answered */
export const webhook = defineWebhook<webhooks, typeof telnyx, typeof webhookDescriptor>(telnyx, webhookDescriptor)
export const { verify, read, parse } = webhook
