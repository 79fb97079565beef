// Enough to see the problem. Many of a kind would fill the screen.
const MOST_SHOWN = 10

/** Writes the first lines of a kind, and at the end how many more there were. */
export function createLineLimit(writeLine: (text: string) => void, more: string) {
  let lines = 0
  return {
    add(text: string): void {
      lines++
      if (lines <= MOST_SHOWN) writeLine(text)
    },
    end(): void {
      if (lines > MOST_SHOWN) writeLine(`and ${lines - MOST_SHOWN} ${more}.`)
    },
  }
}
