import {
  hmac,
  type SignatureScheme,
  type SignedPart,
  sharedSecret,
  signedBody,
  signedHeader,
  signedMethod,
  signedTimestamp,
  signedUrl,
} from '@callspec/core/webhook'
import { webhookDescriptor } from './generated/webhook.js'

/** How a server URL shows that it is Vapi that calls. OAuth 2 is not among them: its tokens are checked where they are issued. */
export type Credential =
  | ({ type: 'hmac' } & HmacPlan)
  /** A token in the header `Authorization` behind `Bearer `, or in another, without it. */
  | { type: 'bearer'; header?: string }
  /** The older `server.secret`, in the header `X-Vapi-Secret`. */
  | { type: 'secret' }

/** The plan of an HMAC credential, by the names and with the defaults that it has at Vapi. https://docs.vapi.ai/server-url/server-authentication */
export interface HmacPlan {
  /** Which default it has is not documented; here it is `sha256`. */
  algorithm?: 'sha256' | 'sha512' | 'sha1'
  /** Default `x-signature`. */
  signatureHeader?: string
  /** Default `x-timestamp`. */
  timestampHeader?: string
  /** What precedes the signature. Default: nothing. */
  signaturePrefix?: string
  /** Default `true`. */
  includeTimestamp?: boolean
  /** What is signed: `{body}`, `{timestamp}`, `{method}`, `{url}` and `{svix-id}`. Default `{timestamp}.{body}`, without a stamp `{body}`. */
  payloadFormat?: string
  /** Default `hex`. */
  signatureEncoding?: 'hex' | 'base64'
  /** Whether the secret is base64 of the key. Default `false`. */
  secretIsBase64?: boolean
  /** The unit of the stamp, which no page names; without it, `toleranceSeconds` has no effect. */
  timestampUnit?: 'seconds' | 'milliseconds' | 'iso'
}

const HASHES = { sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' } as const

export function schemeOf(credential: Credential = { type: 'hmac' }): SignatureScheme {
  if (credential.type === 'hmac') return hmacScheme(credential)
  const header = credential.type === 'secret' ? 'X-Vapi-Secret' : (credential.header ?? 'Authorization')
  const isBearer = credential.type === 'bearer' && credential.header === undefined
  return { by: sharedSecret, header, encoding: 'text', signs: [], ...(isBearer && { prefix: 'Bearer ' }) }
}

function hmacScheme(plan: HmacPlan): SignatureScheme {
  const { signature } = webhookDescriptor
  const isStamped = plan.includeTimestamp ?? true
  const format = plan.payloadFormat ?? (isStamped ? '{timestamp}.{body}' : '{body}')
  return {
    by: hmac,
    hash: HASHES[plan.algorithm ?? 'sha256'],
    ...(plan.secretIsBase64 && { base64Secret: '' }),
    header: plan.signatureHeader ?? signature.header,
    ...(plan.signaturePrefix !== undefined && { prefix: plan.signaturePrefix }),
    encoding: plan.signatureEncoding ?? 'hex',
    signs: format.split(/(\{[\w-]+\})/).map((part) => PARTS.get(part) ?? part),
    ...(isStamped && {
      timestamp: {
        header: plan.timestampHeader ?? signature.timestamp.header,
        ...(plan.timestampUnit && { unit: plan.timestampUnit }),
      },
    }),
  }
}

const PARTS: ReadonlyMap<string, SignedPart> = new Map<string, SignedPart>([
  ['{body}', { by: signedBody }],
  ['{timestamp}', { by: signedTimestamp }],
  ['{method}', { by: signedMethod }],
  ['{url}', { by: signedUrl }],
  ['{svix-id}', { by: signedHeader, header: 'svix-id' }],
])
