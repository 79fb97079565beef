// The filters of Bolna's lists.

import type { Platform } from '../../define-simulator.js'
import type { InputReader } from '../../server/input-reader.js'
import { Criteria } from '../../world/criteria.js'
import type { Agent } from '../../world/world.js'
import { batchOf, isMachine, providerOf } from './call.js'

const STATUSES = [
  'scheduled',
  'queued',
  'rescheduled',
  'ringing',
  'initiated',
  'in-progress',
  'call-disconnected',
  'completed',
  'balance-low',
  'busy',
  'no-answer',
  'canceled',
  'failed',
  'stopped',
  'error',
]

/** Both bounds of the period count. */
export function criteriaOf(input: InputReader, agent: Agent, { world: { seed }, knob: setting }: Platform): Criteria {
  const batch = setting('unseen-filters') === 'applied' ? input.text('batch_id') : undefined
  return new Criteria(setting('filters') === 'ignored')
    .of('agent', agent.id, (call, id) => call.agent.id === id)
    .add('from', input.instant('from'), (call, from) => call.createdAt >= from)
    .add('to', input.instant('to'), (call, to) => call.createdAt <= to)
    .add('status', input.oneOf('status', STATUSES), (call, word) => call.status === word)
    .add('call_type', input.oneOf('call_type', ['inbound', 'outbound']), (call, word) => call.kind === word)
    .add(
      'provider',
      input.oneOf('provider', ['plivo', 'twilio', 'websocket', 'web-call']),
      (call, word) => providerOf(call, seed) === word,
    )
    .add('answered_by_voice_mail', input.flag('answered_by_voice_mail'), (call, isOne) => isMachine(call, seed) === isOne)
    .add('batch_id', batch, (call, id) => batchOf(call) === id)
}
