import type { SimulatorDefinition } from '../define-simulator.js'
import type { FaultRules } from '../faults/fault-rules.js'
import type { Platform } from '../platform.js'
import { HookFeed } from './hook-feed.js'
import { receiversSecret } from './hook-secret.js'
import { HookSender, type SentHook } from './hook-sender.js'

export interface WebhookOptions {
  /** Where hooks go. */
  url: string
  /** What they are signed with. Default: the platform's credential, where hooks have no secret of their own; else one that is always the same. */
  secret?: string
  /** Milliseconds between repeats. Default: as documented, or 1000 where no page tells. */
  repeatAfterMs?: number
}

/** The web hooks of a running simulator. */
export interface Webhooks {
  /** What a receiver verifies them with: a secret or a public key; null: no signature is documented. */
  readonly secret: string | null
  readonly sent: readonly SentHook[]
  /** Sends what has become due. */
  look(): void
  settled(): Promise<void>
  close(): Promise<void>
}

/** How often the clock is looked at. */
const LOOK_MS = 250

const DEFAULT_SECRET = 'callspec-simulator-webhook-secret'

/** Sends the hooks of a platform from now on; undefined: it documents none. */
export function sendWebhooks(
  { hooks, credentials }: SimulatorDefinition,
  { url, secret: given, repeatAfterMs }: WebhookOptions,
  platform: Platform,
  faults: FaultRules,
): Webhooks | undefined {
  if (!hooks) return undefined
  const { signing } = hooks
  const secret = given ?? (signing?.credential ? (credentials[signing.credential] ?? '') : DEFAULT_SECRET)
  const feed = new HookFeed(hooks, platform)
  const sender = new HookSender(hooks, { url, secret, repeatAfterMs }, faults)
  const look = () => {
    for (const hook of feed.next()) sender.send(hook)
  }
  const isTimed = platform.world.now !== null
  const timer = isTimed
    ? setInterval(() => {
        platform.world.tick()
        look()
      }, LOOK_MS)
    : undefined
  return {
    secret: signing ? receiversSecret(signing, secret) : null,
    sent: sender.sent,
    look,
    settled: () => sender.settled(),
    close() {
      clearInterval(timer)
      return sender.close()
    },
  }
}
