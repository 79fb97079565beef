import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import type { HookSigning } from './hook-definition.js'

/** Before the 32 bytes of a private key of Ed25519, in PKCS #8. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** How many bytes of a public key in SPKI are no key. */
const SPKI_HEAD = 12

/** A private key that is made from a text, the same one each time. */
export const privateKey = (secret: string): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([PKCS8, createHash('sha256').update(secret).digest()]),
    format: 'der',
    type: 'pkcs8',
  })

/** What a receiver verifies with: the secret itself or, where there are two keys, the public one as the platform shows it. */
export function receiversSecret({ algorithm, publicKey }: HookSigning, secret: string): string {
  if (algorithm !== 'ed25519') return secret
  const key = createPublicKey(privateKey(secret))
  if (publicKey === 'pem') return key.export({ format: 'pem', type: 'spki' }).toString()
  return key.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD).toString('base64')
}
