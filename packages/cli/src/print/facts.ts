import { cleanText } from './clean-text.js'
import { wrap } from './wrap.js'

/** A label and the lines beside it. */
export type Fact = [label: string, lines: string[]]

const LABEL_WIDTH = 15

/** A head line, then the facts, wrapped beside their labels. */
export function factsText(head: string, facts: readonly Fact[], width: number): string {
  const lines = facts.flatMap(([label, values]) =>
    values.map((value, index) => wrap(cleanText(value), width, `  ${index === 0 ? label : ''}`.padEnd(LABEL_WIDTH), 2)),
  )
  return `${[cleanText(head), ...lines].join('\n')}\n`
}
