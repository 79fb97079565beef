import { send } from '../../server/send.js'
import type { Fault, FaultValue } from '../fault.js'

const statuses: readonly unknown[] = [301, 302, 303, 307, 308]

export const redirects = {
  'redirect-elsewhere': {
    value: { isFine: (value) => statuses.includes(value), right: `one of ${statuses.join(', ')}` },
    async inject({ elsewhere, url, response }, status: FaultValue = 302) {
      send(response, { status: Number(status), headers: { location: `${await elsewhere.origin()}${url}` }, text: '' })
    },
  },
} as const satisfies Record<string, Fault>
