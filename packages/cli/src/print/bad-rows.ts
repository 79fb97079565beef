import type { BadRow } from 'callspec'
import { createLineLimit } from './line-limit.js'

/** Reports bad rows, one line each, without their contents. */
export function createBadRowReport(writeLine: (text: string) => void) {
  const lines = createLineLimit(writeLine, 'more rows were left out')
  return {
    add({ source, id, reasons }: BadRow): void {
      // Anything else cannot be an id.
      const name = id !== null && /^[\w:.-]{1,100}$/.test(id) ? `call ${id}` : 'a row'
      lines.add(`${source}: ${name} was left out: ${reasons.join('; ')}.`)
    },
    end: lines.end,
  }
}
