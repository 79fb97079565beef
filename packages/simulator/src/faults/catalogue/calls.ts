// Another call than the requested one, as a cache or a gateway in front of the platform may return.
import { send } from '../../server/send.js'
import type { Fault } from '../fault.js'

export const calls = {
  'another-call': {
    operations: ['get'],
    fits: ({ calls: { operations } }) => Object.values(operations).includes('get'),
    inject({ answer, write, response, request, platform: { world } }) {
      // Other values of the path, such as an account, stay.
      const path = Object.fromEntries(
        Object.entries(request.path).map(([name, asked]) => {
          const index = world.indexOf(asked)
          return [name, index === undefined ? asked : world.call(index === 0 ? 1 : index - 1).id]
        }),
      )
      send(response, write(answer({ ...request, path })))
    },
  },
} as const satisfies Record<string, Fault>
