import type { Platform } from '../platform.js'
import type { WorldCall } from '../world/world.js'

/** A hook that is being made. */
export interface Hook {
  /** Tells it apart from the other hooks of its call: the word of its event and, where several have it, what differs. */
  name: string
  /** How many hooks its call sent before. */
  position: number
  /** When it is made, in epoch milliseconds. */
  at: number
}

/** The web hooks of a platform: when it sends which, and how. */
export interface HookDefinition {
  /** Names of the hooks that a call has sent by now, the oldest first. */
  sent(call: WorldCall, platform: Platform): readonly string[]
  /** What a hook says: a body of JSON, or the pairs of a form. */
  body(hook: Hook, call: WorldCall, platform: Platform): object
  /** Whether it goes out as a form. */
  isForm?: true
  /** Absent: no signature is documented. */
  signing?: HookSigning
  repeats: HookRepeats
}

/** When a hook is sent again. */
export interface HookRepeats {
  /** How often, after the first time. */
  most: number
  /** How long after a failure; absent: not documented. */
  waitMs?(repeat: number): number
  /** Which responses are fine. Default: any of 2xx. */
  isFine?(status: number): boolean
  /** How long a response may take; absent: not documented. */
  timeoutMs?: number
}

/** What a signature may cover. */
export interface SignedParts {
  body: string
  /** The pairs of a form. */
  pairs: readonly (readonly [string, string])[]
  /** The address that the hook goes to. */
  url: string
  callId: string
  /** When it is signed, in epoch milliseconds. */
  at: number
}

export interface HookSigning {
  algorithm: 'hmac-sha256' | 'hmac-sha1' | 'ed25519'
  encoding: 'hex' | 'base64'
  /** The credential that signs, where the platform has no secret for hooks alone. */
  credential?: string
  /** How the platform shows its public key, where there are two keys. */
  publicKey?: 'base64' | 'pem'
  /** The text that is signed. */
  text(parts: SignedParts): string
  /** The headers that carry the signature. */
  headers(signature: string, at: number): Readonly<Record<string, string>>
}
