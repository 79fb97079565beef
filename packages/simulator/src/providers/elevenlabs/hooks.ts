// ElevenLabs' web hooks after a conversation. That with the audio is off unless it is switched on.
import type { HookDefinition } from '../../hooks/hook-definition.js'
import { uuid } from '../../world/id.js'
import { details, isPhone, sourceOf } from './call.js'

export const hooks: HookDefinition = {
  sent: (call) => [
    ...(isPhone(call) && call.kind.endsWith(' outbound') && call.state === 'failed' ? ['call_initiation_failure'] : []),
    ...(call.state === 'completed' && call.parts.analysis ? ['post_call_transcription'] : []),
  ],
  body({ name, at }, call, platform) {
    const isFailure = name === 'call_initiation_failure'
    return {
      type: name,
      event_timestamp: Math.floor(at / 1000),
      data: isFailure
        ? {
            agent_id: call.agent.id,
            conversation_id: call.id,
            failure_reason: 'unknown',
            metadata: {
              type: sourceOf(call) === 'sip_trunk' ? 'sip' : 'twilio',
              body: { CallSid: `CA${uuid(platform.world.seed, call.index).replaceAll('-', '')}`, CallStatus: 'failed' },
            },
          }
        : details(call, platform),
    }
  },
  signing: {
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    text: ({ body, at }) => `${Math.floor(at / 1000)}.${body}`,
    headers: (signature, at) => ({ 'elevenlabs-signature': `t=${Math.floor(at / 1000)},v0=${signature}` }),
  },
  // A page says that each is sent once.
  repeats: { most: 0, isFine: (status) => status === 200 },
}
