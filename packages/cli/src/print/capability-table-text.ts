import { type Capabilities, type CapabilityTable, capabilityTable } from '@callspec/provider/capabilities'
import stringWidth from 'string-width'
import { cleanText } from './clean-text.js'
import { renderTable } from './text-table.js'
import { wrap } from './wrap.js'

const ADVICE = 'callspec providers <id> shows one in full, with reasons and assumptions.'

/** A row per provider, in words if they fit the width, else in letters. */
export function capabilityTableText(all: readonly Capabilities[], width: number): string {
  const inWords = capabilityTable(all)
  const lines = linesOf(inWords)
  if (lines.every((line) => stringWidth(line) <= width)) return withLegend(lines, inWords, width)
  const inLetters = capabilityTable(all, { short: true })
  return withLegend(linesOf(inLetters), inLetters, width)
}

const linesOf = ({ head, rows }: CapabilityTable) =>
  renderTable(
    head.map((text) => ({ head: text })),
    rows.map((row) => row.map(cleanText)),
  )

const withLegend = (lines: readonly string[], { legend }: CapabilityTable, width: number) =>
  `${[...lines, '', ...[...legend, ADVICE].map((line) => wrap(line, width))].join('\n')}\n`
