// Retell's web hooks about calls, those that it sends by default.
import type { HookDefinition } from '../../hooks/hook-definition.js'
import { isOngoing } from '../../world/simulated-call.js'
import { details } from './call.js'

export const hooks: HookDefinition = {
  // A call that never connects has no `call_started`.
  sent: ({ state, talked, parts }) => [
    ...(state === 'in_progress' || talked ? ['call_started'] : []),
    ...(isOngoing(state) ? [] : ['call_ended']),
    ...(parts.analysis ? ['call_analyzed'] : []),
  ],
  body({ name }, call, platform) {
    const { call_analysis, ...rest } = details(call, platform) as Record<string, unknown>
    return { event: name, call: name === 'call_analyzed' ? { ...rest, call_analysis } : rest }
  },
  signing: {
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    // The API key that has the badge for web hooks.
    credential: 'apiKey',
    text: ({ body, at }) => `${body}${at}`,
    headers: (signature, at) => ({ 'x-retell-signature': `v=${at},d=${signature}` }),
  },
  repeats: { most: 3, timeoutMs: 10_000 },
}
