import type { Comparison } from './compare-documents.ts'
import { knownLines, withoutKnown } from './known.ts'
import { differenceLines, harmless } from './lines.ts'

export interface Report {
  lines: string[]
  differs: boolean
}

/** The comparison as text, without known differences. Those that are gone are reported too. */
export function reportOf(comparison: Comparison, known: ReadonlySet<string>, isFull: boolean): Report {
  const found = new Set(knownLines(comparison))
  const gone = [...known].filter((line) => !found.has(line))
  const differing = withoutKnown(comparison.operations, known).filter(({ differences }) => differences.length > 0)
  const lines = differing.flatMap(({ operation, differences }) => [
    '',
    harmless(operation),
    ...differences.flatMap((difference) => differenceLines(difference, isFull)),
  ])
  if (lines.length > 0) lines.unshift(LEGEND)
  if (gone.length > 0) lines.push('', 'Known differences that are gone:', ...gone.map((line) => `  ${line}`))
  if (lines.length > 0) lines.push('')
  const isKnown = known.size - gone.length
  return {
    differs: lines.length > 0,
    lines: [...lines, ...tally(comparison, differing.length, found.size - isKnown, isKnown)],
  }
}

const LEGEND = '  + only theirs has it   - only ours has it   ~ they disagree'

function tally({ operations, others }: Comparison, differing: number, differences: number, known: number): string[] {
  const counted = differences === 1 ? '1 difference' : `${differences} differences`
  const counts = [differences > 0 && counted, known > 0 && `${known} known`].filter(Boolean).join(', ')
  return [
    `${differing === 0 ? 'None' : differing} of ${operations.length} operations differ${counts && ` (${counts})`}.`,
    ...(others > 0 ? [`Theirs has ${others} more, which ours does not describe.`] : []),
  ]
}
