// Telnyx's status callbacks of TeXML.
import type { HookDefinition } from '../../hooks/hook-definition.js'
import { isOngoing } from '../../world/simulated-call.js'
import { isoMilliseconds } from '../../world/stamp.js'
import { accountSid, endsOf } from './call.js'

const STATUSES: Readonly<Record<string, string>> = { initiated: 'initiated', ringing: 'ringing', answered: 'in-progress' }

export const hooks: HookDefinition = {
  sent: ({ state, talked }) => [
    'initiated',
    'ringing',
    ...(state === 'in_progress' || talked ? ['answered'] : []),
    ...(isOngoing(state) ? [] : ['completed']),
  ],
  body({ name, position, at }, call) {
    const { from, to } = endsOf(call)
    return {
      AccountSid: accountSid,
      CallSid: call.id,
      CallSidLegacy: call.id,
      CallStatus: STATUSES[name] ?? call.status,
      ...(name === 'completed' && { CallDuration: String(Math.floor((call.durationMs ?? 0) / 1000)) }),
      CallInitiatedAt: isoMilliseconds(call.createdAt),
      From: from,
      To: to,
      // A page calls it RFC 2822; its example is this.
      Timestamp: isoMilliseconds(at),
      CallbackSource: 'call-progress-events',
      SequenceNumber: String(position),
    }
  },
  isForm: true,
  signing: {
    algorithm: 'ed25519',
    encoding: 'base64',
    publicKey: 'base64',
    text: ({ body, at }) => `${Math.floor(at / 1000)}|${body}`,
    headers: (signature, at) => ({
      'telnyx-timestamp': String(Math.floor(at / 1000)),
      'telnyx-signature-ed25519': signature,
    }),
  },
  // How often it repeats what was not answered with 200 is not documented.
  repeats: { most: 3, isFine: (status) => status === 200 },
}
