// The platform carries out the request, and its response is lost, stuck or late on the way.
import { send, type WireAnswer, wait } from '../../server/send.js'
import { type Exchange, type Fault, type FaultValue, wholeNumber } from '../fault.js'

/** Writes the head and the first half of the body, whose length is announced in full. */
function writeHalf({ response }: Exchange, { status, headers, text }: WireAnswer, written: () => void = () => undefined): void {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  response.writeHead(status, { ...headers, 'content-length': bytes.length })
  response.write(bytes.subarray(0, bytes.length >> 1), written)
}

export const connections = {
  'connection-dropped': {
    inject({ answer, response }) {
      answer()
      response.destroy()
    },
  },
  'connection-dropped-in-body': {
    // Not before the half was sent, or the head might be lost with it.
    inject: (exchange) => writeHalf(exchange, exchange.write(exchange.answer()), () => exchange.response.destroy()),
  },
  'headers-stalled': {
    inject({ answer }) {
      answer()
    },
  },
  'body-stalled': { inject: (exchange) => writeHalf(exchange, exchange.write(exchange.answer())) },
  slow: {
    value: wholeNumber('milliseconds'),
    async inject({ answer, write, response }, milliseconds: FaultValue = 1000) {
      const late = write(answer())
      await wait(response, Number(milliseconds))
      send(response, late)
    },
  },
} as const satisfies Record<string, Fault>
