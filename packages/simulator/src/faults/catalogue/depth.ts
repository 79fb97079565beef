import { send } from '../../server/send.js'
import { alterRows } from '../alter-rows.js'
import { type Fault, type FaultValue, wholeNumber } from '../fault.js'

const mark = '<nested>'

export const depth = {
  // Inside a row: a reader that keeps raw rows has to write, copy and compare them.
  'deep-json': {
    operations: ['list', 'get'],
    value: wholeNumber('levels'),
    inject(exchange, levels: FaultValue = 100_000) {
      let rows = 0
      const wire = alterRows(exchange, (row) => (rows++ === 0 ? { ...row, later_version: mark } : undefined))
      // Inserted as text, because JSON.stringify would overflow the stack.
      const nested = '['.repeat(Number(levels)) + ']'.repeat(Number(levels))
      send(exchange.response, { ...wire, text: wire.text.toString().replace(`"${mark}"`, nested) })
    },
  },
} as const satisfies Record<string, Fault>
