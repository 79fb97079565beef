import { defineWebhook } from '@callspec/provider/webhook'
import type { webhooks } from './generated/types.js'
import { webhookDescriptor } from './generated/webhook.js'
import { bland } from './provider.js'

/** The web hooks of Bland. https://docs.bland.ai/tutorials/post-call-webhooks */
export const webhook = defineWebhook<webhooks, typeof bland, typeof webhookDescriptor>(bland, webhookDescriptor)
export const { verify, read, parse } = webhook
