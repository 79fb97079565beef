import { hmac } from './hmac.js'
import type { SignatureScheme } from './scheme.js'
import { signedBody, signedHeader, signedTimestamp } from './signed-parts.js'

/** The symmetric signatures of Standard Webhooks, for platforms and programs that keep to it. https://www.standardwebhooks.com */
export const standardWebhooks: SignatureScheme = {
  by: hmac,
  hash: 'SHA-256',
  base64Secret: 'whsec_',
  header: 'webhook-signature',
  separator: ' ',
  prefix: 'v1,',
  encoding: 'base64',
  timestamp: { header: 'webhook-timestamp', unit: 'seconds', pastSeconds: 300, futureSeconds: 300 },
  signs: [{ by: signedHeader, header: 'webhook-id' }, '.', { by: signedTimestamp }, '.', { by: signedBody }],
}
