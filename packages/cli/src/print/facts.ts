import { cleanText } from './clean-text.js'
import { type Paint, plain } from './color.js'
import { wrap } from './wrap.js'

/** A label and the lines beside it. */
export type Fact = [label: string, lines: string[]]

const LABEL_WIDTH = 15

/** A head line, then the facts, wrapped beside their labels. */
export function factsText(head: string, facts: readonly Fact[], width: number, paint: Paint = plain): string {
  const lines = facts.flatMap(([label, values]) =>
    values.map((value, index) =>
      wrap(cleanText(value), width, paint(`  ${index === 0 ? label : ''}`.padEnd(LABEL_WIDTH), 'dim'), 2),
    ),
  )
  return `${[paint(cleanText(head), 'strong'), ...lines].join('\n')}\n`
}
