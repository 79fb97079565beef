import { createHmac, sign } from 'node:crypto'
import type { HookSigning, SignedParts } from './hook-definition.js'
import { privateKey } from './hook-secret.js'

/** The headers with the signature of a hook. */
export function signHook(signing: HookSigning, secret: string, parts: SignedParts): Readonly<Record<string, string>> {
  const { algorithm, encoding } = signing
  const text = signing.text(parts)
  const signature =
    algorithm === 'ed25519'
      ? sign(null, Buffer.from(text), privateKey(secret)).toString(encoding)
      : createHmac(algorithm === 'hmac-sha1' ? 'sha1' : 'sha256', secret)
          .update(text)
          .digest(encoding)
  return signing.headers(signature, parts.at)
}
