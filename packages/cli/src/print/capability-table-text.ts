import { type Capabilities, type CapabilityTable, capabilityTable } from '@callspec/provider/capabilities'
import stringWidth from 'string-width'
import { cleanText } from './clean-text.js'
import { type Meaning, type Paint, plain } from './color.js'
import { renderTable } from './text-table.js'
import { wrap } from './wrap.js'

const ADVICE = 'callspec providers <id> shows one in full, with reasons and assumptions.'

/** A row per provider, in words if they fit the width, else in letters. */
export function capabilityTableText(all: readonly Capabilities[], width: number, paint: Paint = plain): string {
  const inWords = capabilityTable(all)
  const lines = linesOf(inWords, paint)
  if (lines.every((line) => stringWidth(line) <= width)) return withLegend(lines, inWords, width)
  const inLetters = capabilityTable(all, { short: true })
  return withLegend(linesOf(inLetters, paint), inLetters, width)
}

/** What a platform cannot do stands back. */
const meaning = (cell: string): Meaning | undefined => (NOTHING.has(cell) ? 'dim' : undefined)

const NOTHING: ReadonlySet<string> = new Set(['unsupported', '-', 'no', 'no get'])

const linesOf = ({ head, rows }: CapabilityTable, paint: Paint) =>
  renderTable(
    head.map((text) => ({ head: text, meaning })),
    rows.map((row) => row.map(cleanText)),
    paint,
  )

const withLegend = (lines: readonly string[], { legend }: CapabilityTable, width: number) =>
  `${[...lines, '', ...[...legend, ADVICE].map((line) => wrap(line, width))].join('\n')}\n`
