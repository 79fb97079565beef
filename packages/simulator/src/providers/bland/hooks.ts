// Bland's web hook after a call, in its standard variant.
import type { HookDefinition } from '../../hooks/hook-definition.js'
import { details, isOver } from './call.js'

export const hooks: HookDefinition = {
  // It has no name of an event.
  sent: (call) => (isOver(call) ? ['post-call'] : []),
  body(_, call, platform) {
    const { transcripts, ...rest } = details(call, platform)
    return {
      ...rest,
      transcripts: transcripts.map(({ id, created_at, text, user }) => ({ id, created_at, text, user })),
      pathway_tags: [],
      recording_expiration: null,
      citation_schema_ids: [],
    }
  },
  signing: {
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    text: ({ body }) => body,
    headers: (signature) => ({ 'x-webhook-signature': signature }),
  },
  // How often it repeats what was not answered with 2xx is not documented.
  repeats: { most: 3 },
}
