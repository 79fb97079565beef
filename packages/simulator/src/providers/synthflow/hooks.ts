// Synthflow's web hook after a call, which is not in the shape of the API.
import type { HookDefinition } from '../../hooks/hook-definition.js'
import { isOngoing } from '../../world/simulated-call.js'
import { isoMilliseconds } from '../../world/stamp.js'
import { details, lengthOf } from './call.js'

export const hooks: HookDefinition = {
  // It has no name of an event.
  sent: ({ state }) => (isOngoing(state) ? [] : ['post-call']),
  body(_, call, platform) {
    const { error_message, end_call_reason, transcript, executed_actions, name, recording_url } = details(
      call,
      platform,
    ) as Record<string, unknown>
    return {
      status: call.status,
      error_message,
      lead: { name, phone_number: call.customerNumber, prompt_variables: {} },
      call: {
        status: call.status,
        ...(end_call_reason !== undefined && { end_call_reason }),
        model_id: call.agent.id,
        timezone: 'Europe/Berlin',
        call_id: call.id,
        ...(lengthOf(call) !== null && { duration: lengthOf(call) }),
        ...(call.startedAt !== null && { start_time: isoMilliseconds(call.startedAt).replace('Z', '000+00:00') }),
        ...(transcript !== null && { transcript }),
        ...(recording_url !== undefined && recording_url !== null && { recording_url }),
        diversion: null,
        external_id: null,
      },
      executed_actions,
    }
  },
  signing: {
    algorithm: 'hmac-sha256',
    encoding: 'base64',
    // Nothing but the id is signed.
    text: ({ callId }) => callId,
    // Pages write HTTP_SYNTHFLOW_SIGNATURE, which is how a WSGI server shows this header.
    headers: (signature) => ({ 'synthflow-signature': signature }),
  },
  // Whether it repeats any is not documented.
  repeats: { most: 0 },
}
