import { defineWebhook } from '@callspec/provider/webhook'
import type { webhooks } from './generated/types.js'
import { webhookDescriptor } from './generated/webhook.js'
import { elevenlabs } from './provider.js'

/** The web hooks of ElevenLabs. https://elevenlabs.io/docs/eleven-agents/workflows/post-call-webhooks */
export const webhook = defineWebhook<webhooks, typeof elevenlabs, typeof webhookDescriptor>(elevenlabs, webhookDescriptor)
export const { verify, read, parse } = webhook
