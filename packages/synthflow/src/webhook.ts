import { defineWebhook } from '@callspec/provider/webhook'
import type { webhooks } from './generated/types.js'
import { webhookDescriptor } from './generated/webhook.js'
import { synthflow } from './provider.js'

/** The web hooks of Synthflow. https://docs.synthflow.ai/webhooks */
export const webhook = defineWebhook<webhooks, typeof synthflow, typeof webhookDescriptor>(synthflow, webhookDescriptor)
export const { verify, read, parse } = webhook
