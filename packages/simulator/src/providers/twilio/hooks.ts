// Twilio's status callbacks, as an account gets them that asks for every event of the calls that it makes.
import type { HookDefinition } from '../../hooks/hook-definition.js'
import { isOngoing } from '../../world/simulated-call.js'
import { rfc2822 } from '../../world/stamp.js'
import { accountSid, endsOf, parentOf, startOf } from './call.js'

/** What an event says of the call, until it is over. */
const STATUSES: Readonly<Record<string, string>> = { initiated: 'initiated', ringing: 'ringing', answered: 'in-progress' }

export const hooks: HookDefinition = {
  sent(call) {
    const { kind, state, talked } = call
    // A call that was canceled while it was queued sends none.
    if (state === 'queued' || (state === 'canceled' && startOf(call) === null)) return []
    const progress = ['initiated', 'ringing', ...(state === 'in_progress' || talked ? ['answered'] : [])]
    return [...(kind.startsWith('outbound') ? progress : []), ...(isOngoing(state) ? [] : ['completed'])]
  },
  body({ name, position, at }, call, { world }) {
    const { from, to } = endsOf(call)
    const parent = parentOf(call, world)
    return {
      CallSid: call.id,
      ...(parent !== null && { ParentCallSid: parent }),
      AccountSid: accountSid,
      From: from,
      To: to,
      Direction: call.kind,
      CallStatus: STATUSES[name] ?? call.status,
      ApiVersion: '2010-04-01',
      ...(name === 'completed' && { CallDuration: String(Math.floor((call.durationMs ?? 0) / 1000)) }),
      Timestamp: rfc2822(at),
      CallbackSource: 'call-progress-events',
      SequenceNumber: String(position),
    }
  },
  isForm: true,
  signing: {
    algorithm: 'hmac-sha1',
    encoding: 'base64',
    credential: 'authToken',
    text: ({ url, pairs }) =>
      `${url}${[...pairs]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, value]) => `${name}${value}`)
        .join('')}`,
    headers: (signature) => ({ 'x-twilio-signature': signature }),
  },
  // Whether it repeats any is not documented.
  repeats: { most: 0 },
}
