// HighLevel's web hook at the end of a call, which marketplace apps get.
import type { HookDefinition } from '../../hooks/hook-definition.js'
import { uuid } from '../../world/id.js'
import { isOngoing } from '../../world/simulated-call.js'
import { isoMilliseconds } from '../../world/stamp.js'
import { locationId, row } from './call.js'

export const hooks: HookDefinition = {
  sent: ({ state }) => (isOngoing(state) ? [] : ['VoiceAiCallEnd']),
  body({ name }, call, platform) {
    const { isAgentDeleted: _, executedCallActions, ...rest } = row(call, platform)
    return {
      type: name,
      locationId,
      // Receivers compare it with their own clock, like the stamp of a signature.
      timestamp: isoMilliseconds(Date.now()),
      webhookId: uuid(platform.world.seed ^ 0x3eb, call.index),
      ...rest,
      // Actions have other names here than in the log.
      executedCallActions: executedCallActions.map(({ actionId, ...action }) => ({
        _id: actionId,
        description: action.actionName,
        ...action,
      })),
    }
  },
  signing: {
    algorithm: 'ed25519',
    encoding: 'base64',
    publicKey: 'pem',
    text: ({ body }) => body,
    headers: (signature) => ({ 'x-ghl-signature': signature }),
  },
  // Whether it repeats any is not documented.
  repeats: { most: 0 },
}
