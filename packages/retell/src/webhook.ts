import { defineWebhook } from '@callspec/provider/webhook'
import type { webhooks } from './generated/types.js'
import { webhookDescriptor } from './generated/webhook.js'
import { retell } from './provider.js'

/** The web hooks of Retell AI. https://docs.retellai.com/features/webhook */
export const webhook = defineWebhook<webhooks, typeof retell, typeof webhookDescriptor>(retell, webhookDescriptor)
export const { verify, read, parse } = webhook
