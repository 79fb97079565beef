import { defineWebhook } from '@callspec/provider/webhook'
import type { webhooks } from './generated/types.js'
import { webhookDescriptor } from './generated/webhook.js'
import { highlevel } from './provider.js'

/** The web hooks of HighLevel. https://marketplace.gohighlevel.com/docs/webhook/VoiceAiCallEnd */
export const webhook = defineWebhook<webhooks, typeof highlevel, typeof webhookDescriptor>(highlevel, webhookDescriptor)
export const { verify, read, parse } = webhook
