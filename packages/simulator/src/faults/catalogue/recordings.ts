// Requests for the bytes of a recording.
import type { Answer, SimulatorDefinition } from '../../define-simulator.js'
import { send } from '../../server/send.js'
import type { Exchange, Fault } from '../fault.js'

const ofRecordings = {
  operations: ['recording'],
  fits: ({ recordings }: SimulatorDefinition): boolean => recordings !== undefined,
} as const satisfies Partial<Fault>

const refusal = (status: number, message: string): Fault => ({
  ...ofRecordings,
  inject: ({ refuse, write, response }) => send(response, write(refuse(status, message))),
})

/** The file, or the part of it, that a request with other headers gets. */
const fileFor = ({ request, answer }: Exchange, headers: Readonly<Record<string, string | undefined>>): Answer =>
  answer({ ...request, headers: { ...request.headers, ...headers } })

export const recordings = {
  'recording-expired': refusal(403, 'Request has expired'),
  'recording-missing': refusal(404, 'The specified key does not exist.'),
  'recording-changed': {
    ...ofRecordings,
    inject(exchange) {
      const file = fileFor(exchange, { 'if-range': undefined })
      const body = Buffer.isBuffer(file.body) ? Buffer.from(file.body.map((byte) => byte ^ 1)) : file.body
      send(exchange.response, exchange.write({ ...file, body, headers: { ...file.headers, etag: '"changed"' } }))
    },
  },
  'other-range': {
    ...ofRecordings,
    inject(exchange) {
      const isPart = exchange.request.headers.range !== undefined
      send(exchange.response, exchange.write(fileFor(exchange, isPart ? { range: 'bytes=0-', 'if-range': undefined } : {})))
    },
  },
} as const satisfies Record<string, Fault>
