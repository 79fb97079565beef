import { decode } from './decode.js'
import type { CheckSignature } from './scheme.js'

/** Ed25519. The secret, which is none, is the public key: its 32 bytes in base64, or the same as SPKI, in base64 or PEM. */
export const ed25519: CheckSignature = async (_, publicKey, given, content) => {
  const bytes = decode(publicKey.replaceAll(/-----(BEGIN|END) PUBLIC KEY-----|\s/g, ''), 'base64')
  const format = bytes?.length === RAW_LENGTH ? 'raw' : 'spki'
  const key = bytes && (await crypto.subtle.importKey(format, bytes, 'Ed25519', false, ['verify']).catch(() => null))
  return key && crypto.subtle.verify('Ed25519', key, given, content)
}

const RAW_LENGTH = 32
