import type { BadRow } from 'callspec'

// Enough to see what is wrong; a source whose every row is bad would fill the screen.
const MOST_SHOWN = 10

/** Reports rows that are no calls, one line each, without their contents. */
export function createBadRowReport(writeLine: (text: string) => void) {
  let rows = 0
  return {
    add({ source, id, reasons }: BadRow): void {
      rows++
      // What is no token is not what a call is asked for by.
      const name = id !== null && /^[\w:.-]{1,100}$/.test(id) ? `call ${id}` : 'a row'
      if (rows <= MOST_SHOWN) writeLine(`${source}: ${name} was left out: ${reasons.join('; ')}.`)
    },
    end(): void {
      if (rows > MOST_SHOWN) writeLine(`and ${rows - MOST_SHOWN} more rows were left out.`)
    },
  }
}
