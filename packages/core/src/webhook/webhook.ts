export type { ReadOptions, Verify, VerifyOptions, WebhookBody, WebhookParts, WebhookRequest, WebhookSecret } from './request.js'
