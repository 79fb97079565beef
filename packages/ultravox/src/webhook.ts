import { defineWebhook } from '@callspec/provider/webhook'
import type { webhooks } from './generated/types.js'
import { webhookDescriptor } from './generated/webhook.js'
import { ultravox } from './provider.js'

/** The web hooks of Ultravox. https://docs.ultravox.ai/webhooks/available-webhooks */
export const webhook = defineWebhook<webhooks, typeof ultravox, typeof webhookDescriptor>(ultravox, webhookDescriptor)
export const { verify, read, parse } = webhook
