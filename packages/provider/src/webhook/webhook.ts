export type {
  ReadOptions,
  Verify,
  VerifyOptions,
  WebhookBody,
  WebhookParts,
  WebhookRequest,
  WebhookSecret,
} from '@callspec/core/webhook'
export { defineWebhook, type OwnParts } from './define-webhook.js'
export type { KnownEvent, UnknownEvent, WebhookEvent } from './event.js'
export type { EventOf, MapsRows, WebhookOf } from './hook-types.js'
export type { SignatureFacts, SignedWebhook, UnsignedWebhook, Webhook } from './module.js'
