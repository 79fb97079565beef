// Autocalls' post-call web hook, whose members have other names than those of the API.
import type { HookDefinition } from '../../hooks/hook-definition.js'
import { summaryOf } from '../../world/conversation.js'
import { isOngoing } from '../../world/simulated-call.js'
import { isoMilliseconds, isoSeconds } from '../../world/stamp.js'
import { row } from './call.js'

export const hooks: HookDefinition = {
  // It has no name of an event.
  sent: ({ state }) => (isOngoing(state) ? [] : ['post-call']),
  body(_, call, platform) {
    const { id, duration, status, transcript, recording_url, client_phone_number, assistant_phone_number, variables } = row(
      call,
      platform,
      isoSeconds,
    )
    return {
      id,
      customer_phone: client_phone_number,
      assistant_phone: assistant_phone_number,
      duration,
      status,
      extracted_variables: {
        status: call.talked,
        ...(call.parts.analysis && { summary: summaryOf(call, platform.world.seed) }),
      },
      input_variables: variables,
      transcript,
      ...(recording_url !== null && { recording_url }),
      created_at: isoMicroseconds(call.createdAt),
      finished_at: isoMicroseconds(call.updatedAt),
      ...(call.campaign && {
        lead: { id: call.customer + 1, phone_number: call.customerNumber, variables, campaign: call.campaign },
      }),
    }
  },
  // Whether it repeats any is not documented.
  repeats: { most: 0 },
}

/** `2026-11-20T12:00:00.000000Z` */
const isoMicroseconds = (at: number): string => isoMilliseconds(at).replace('Z', '000Z')
