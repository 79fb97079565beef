import type { BadRow } from 'callspec'

// Enough to see the problem. A source with only bad rows would fill the screen.
const MOST_SHOWN = 10

/** Reports bad rows, one line each, without their contents. */
export function createBadRowReport(writeLine: (text: string) => void) {
  let rows = 0
  return {
    add({ source, id, reasons }: BadRow): void {
      rows++
      // Anything else cannot be an id.
      const name = id !== null && /^[\w:.-]{1,100}$/.test(id) ? `call ${id}` : 'a row'
      if (rows <= MOST_SHOWN) writeLine(`${source}: ${name} was left out: ${reasons.join('; ')}.`)
    },
    end(): void {
      if (rows > MOST_SHOWN) writeLine(`and ${rows - MOST_SHOWN} more rows were left out.`)
    },
  }
}
