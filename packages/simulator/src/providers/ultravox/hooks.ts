// Ultravox' web hooks about calls.
import type { HookDefinition } from '../../hooks/hook-definition.js'
import { billedSeconds, joinedAt, row } from './call.js'

export const hooks: HookDefinition = {
  sent: (call) => [
    'call.started',
    ...(joinedAt(call) === null ? [] : ['call.joined']),
    ...(call.endedAt === null ? [] : ['call.ended']),
    ...(call.endedAt === null || billedSeconds(call) === null ? [] : ['call.billed']),
  ],
  body: ({ name }, call, platform) => ({ event: name, call: row(call, platform) }),
  signing: {
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    text: ({ body, at }) => `${body}${stampOf(at)}`,
    headers: (signature, at) => ({
      'x-ultravox-webhook-timestamp': stampOf(at),
      'x-ultravox-webhook-signature': signature,
    }),
  },
  repeats: { most: 10, waitMs: (repeat) => 30_000 * 2 ** (repeat - 1) },
}

const stampOf = (at: number): string => new Date(at).toISOString()
