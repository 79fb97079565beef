// Another call than the requested one, as a cache or a gateway in front of the platform may return.
import { send } from '../../server/send.js'
import type { Fault } from '../fault.js'

export const calls = {
  'another-call': {
    operations: ['get'],
    fits: ({ calls: { operations } }) => Object.values(operations).includes('get'),
    inject({ answer, write, response, request, platform: { world } }) {
      const asked = Object.values(request.path)[0] ?? ''
      const index = world.indexOf(asked)
      const other = index === undefined ? undefined : world.call(index === 0 ? 1 : index - 1)
      const path = Object.fromEntries(Object.keys(request.path).map((name) => [name, other?.id ?? asked]))
      send(response, write(answer({ ...request, path })))
    },
  },
} as const satisfies Record<string, Fault>
