// Vapi's server messages about the state of a call, and the report at its end.
import type { HookDefinition } from '../../hooks/hook-definition.js'
import { isOngoing } from '../../world/simulated-call.js'
import type { WorldCall } from '../../world/world.js'
import { row } from './call.js'

const REPORT = 'end-of-call-report'

/** The analysis comes with the report. */
const isReported = ({ state, talked, parts }: WorldCall): boolean => !isOngoing(state) && (parts.analysis || !talked)

export const hooks: HookDefinition = {
  sent: (call) => [...(call.status === null ? [] : [`status-update ${call.status}`]), ...(isReported(call) ? [REPORT] : [])],
  body({ name, at }, call, platform) {
    const own = row(call, platform)
    const { endedReason, artifact, analysis, cost, costs, startedAt, endedAt } = own
    const reported = { endedReason: endedReason ?? 'unknown-error', artifact: artifact ?? {}, analysis: analysis ?? {} }
    const more = Object.entries({ cost, costs, startedAt, endedAt }).filter(([, value]) => value !== undefined)
    return {
      message: {
        timestamp: at,
        ...(name === REPORT
          ? { type: REPORT, ...reported, ...Object.fromEntries(more) }
          : {
              type: 'status-update',
              status: call.status,
              ...(endedReason !== undefined && { endedReason }),
              ...(artifact !== undefined && { artifact }),
            }),
        call: own,
      },
    }
  },
  // All of it is set by the customer: these are the defaults of a credential of the kind HMAC.
  signing: {
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    text: ({ body, at }) => `${at}.${body}`,
    headers: (signature, at) => ({ 'x-signature': signature, 'x-timestamp': String(at) }),
  },
  // Without a plan of the customer, none is repeated.
  repeats: { most: 0, timeoutMs: 20_000 },
}
