import type { Comparison, OperationDifferences } from './compare-documents.ts'
import type { Difference } from './difference.ts'
import { harmless } from './lines.ts'

/** First line of `specs/<id>/known-drift.txt`. */
export const KNOWN_HEADER = '# Written by `pnpm drift <id> --accept`. Known differences from the published document.\n'

/** One line for each difference, and for each value of a list, so that an added or removed value shows. */
export function knownLines({ operations }: Comparison): string[] {
  return operations.flatMap(({ operation, differences }) => differences.flatMap((difference) => linesOf(operation, difference)))
}

function linesOf(operation: string, { list, ...difference }: Difference): string[] {
  return list ? list.map((value) => lineOf(operation, difference, value)) : [lineOf(operation, difference)]
}

const lineOf = (operation: string, { mark, at, text }: Difference, value?: string) =>
  harmless([operation, mark, `${at}:`, text, value].filter((part) => part !== undefined && part !== '').join(' '))

/** The differences that are not known. */
export function withoutKnown(operations: readonly OperationDifferences[], known: ReadonlySet<string>): OperationDifferences[] {
  return operations.map(({ operation, differences }) => ({
    operation,
    differences: differences.flatMap((difference): Difference[] => {
      const { list } = difference
      if (!list) return known.has(lineOf(operation, difference)) ? [] : [difference]
      const rest = list.filter((value) => !known.has(lineOf(operation, difference, value)))
      return rest.length === 0 ? [] : [{ ...difference, list: rest }]
    }),
  }))
}
