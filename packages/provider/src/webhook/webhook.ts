export type { ReadOptions, Verify, VerifyOptions, WebhookBody, WebhookParts, WebhookRequest, WebhookSecret } from '@callspec/core/webhook'
export type { KnownEvent, UnknownEvent, WebhookEvent } from './event.js'
export type { SignatureFacts, SignedWebhook, UnsignedWebhook, Webhook } from './module.js'
