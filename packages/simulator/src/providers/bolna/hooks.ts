// Bolna's web hook, sent with every change of the status.
import type { HookDefinition } from '../../hooks/hook-definition.js'
import { details } from './call.js'

export const hooks: HookDefinition = {
  // It has no name of an event: the status tells one from another.
  sent: ({ status }) => (status === null ? [] : [status]),
  body: (_, call, platform) => details(call, platform),
  // How often it repeats what was not answered with 2xx, or not in time, is not documented.
  repeats: { most: 3 },
}
