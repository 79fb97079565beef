import { defineWebhook } from '@callspec/provider/webhook'
import type { webhooks } from './generated/types.js'
import { webhookDescriptor } from './generated/webhook.js'
import { twilio } from './provider.js'

/** The web hooks of Twilio. https://www.twilio.com/docs/voice/api/call-resource */
export const webhook = defineWebhook<webhooks, typeof twilio, typeof webhookDescriptor>(twilio, webhookDescriptor)
export const { verify, read, parse } = webhook
