import { defineWebhook } from '@callspec/provider/webhook'
import type { webhooks } from './generated/types.js'
import { webhookDescriptor } from './generated/webhook.js'
import { autocalls } from './provider.js'

/** The web hooks of Autocalls. https://docs.autocalls.ai/api-reference/webhooks/post-call-webhook */
export const webhook = defineWebhook<webhooks, typeof autocalls, typeof webhookDescriptor>(autocalls, webhookDescriptor)
export const { read, parse } = webhook
