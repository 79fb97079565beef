import type { Webhook } from '@callspec/provider/webhook'
import type { ReceivedSource } from '@callspec/sync/receive'
import type { Source } from 'callspec'
import { UsageError } from '../usage-error.js'
import { webhookConfigOf } from './load-sources.js'

/** The sources whose hooks can be received, with what they are signed with; of the others, why they cannot. */
export async function receivedSources(
  sources: readonly Source[],
  unsigned: readonly string[] = [],
): Promise<{ received: ReceivedSource[]; without: string[] }> {
  const unknown = unsigned.find((id) => !sources.some((source) => source.id === id))
  if (unknown !== undefined) {
    throw new UsageError(`Unknown source "${unknown}" in --unsigned. Known: ${sources.map(({ id }) => id).join(', ')}.`)
  }
  // Loaded here: no other command needs them.
  const { webhooks } = await import('@callspec/all/webhooks')
  // By the id of a provider, which may be one's own.
  const known: Readonly<Record<string, Webhook | undefined>> = webhooks
  const received: ReceivedSource[] = []
  const without: string[] = []
  for (const source of sources) {
    const webhook = Object.hasOwn(known, source.provider) ? known[source.provider] : undefined
    if (!webhook || !source.gettable) {
      const lacked = webhook ? 'request for a single call' : 'web hook that tells of a call'
      without.push(`${source.id}: ${source.definition.descriptor.name} documents no ${lacked}. Only sync finds its calls.`)
      continue
    }
    const secret = secretOf(source, webhook, unsigned.includes(source.id))
    received.push({ source, webhook, secret, verify: webhookConfigOf(source)?.options })
  }
  if (received.length === 0) throw new UsageError(`No hook can be followed. ${without.join(' ')}`)
  return { received, without }
}

/** `null`: none is wanted. */
function secretOf(source: Source, webhook: Webhook, isUnsigned: boolean): string | null | undefined {
  if (!webhook.isSigned) return undefined
  const { environment, secret: which } = webhook.signature
  const secret = webhookConfigOf(source)?.secret ?? process.env[environment]
  if (isUnsigned || secret) return isUnsigned ? null : secret
  throw new UsageError(
    `${source.id}: ${source.definition.descriptor.name} signs its web hooks, and there is no secret. ${which} Write it as "webhookSecret" of the source, or set ${environment}; or take hooks of anybody with --unsigned ${source.id}.`,
  )
}
