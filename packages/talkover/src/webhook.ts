import { defineWebhook } from '@callspec/provider/webhook'
import type { webhooks } from './generated/types.js'
import { webhookDescriptor } from './generated/webhook.js'
import { talkover } from './provider.js'

/** The web hooks of TalkOver. https://docs.talkover.ai/en/api-reference/endpoints/create-webhook */
export const webhook = defineWebhook<webhooks, typeof talkover, typeof webhookDescriptor>(talkover, webhookDescriptor)
export const { read, parse } = webhook
