import { defineWebhook } from '@callspec/provider/webhook'
import type { webhooks } from './generated/types.js'
import { webhookDescriptor } from './generated/webhook.js'
import { bolna } from './provider.js'

/** The web hooks of Bolna. https://www.bolna.ai/docs/post-call/execution-payload */
export const webhook = defineWebhook<webhooks, typeof bolna, typeof webhookDescriptor>(bolna, webhookDescriptor)
export const { read, parse } = webhook
