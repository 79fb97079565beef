import { compareOperations } from './compare-operations.ts'
import { SchemaComparison } from './compare-schemas.ts'
import type { Difference } from './difference.ts'
import { findOperation, operationsOf } from './match-operations.ts'
import type { Json } from './record.ts'
import { resolver } from './references.ts'
import { Shapes } from './shape.ts'

export interface OperationDifferences {
  /** `GET /calls/{id}`, as ours writes it. */
  operation: string
  differences: readonly Difference[]
}

export interface Comparison {
  /** One entry for each operation of ours, in the order of our document. */
  operations: readonly OperationDifferences[]
  /** How many operations of theirs have no counterpart in ours. */
  others: number
}

/** Compares the operations that our document describes with the same operations of another. */
export function compareDocuments(ours: Json, theirs: Json): Comparison {
  const [mine, yours] = [ours, theirs].map((document) => {
    const shapes = new Shapes(resolver(document))
    return { document, shapes, operations: operationsOf(document, shapes.resolve) }
  }) as [Parsed, Parsed]
  const schemas = new SchemaComparison(mine.shapes, yours.shapes)
  const matched = new Set<object>()
  const operations = mine.operations.map((operation): OperationDifferences => {
    const other = findOperation(operation, yours.operations)
    if (!other) return { operation: operation.name, differences: [NOT_THERE] }
    matched.add(other)
    return {
      operation: operation.name,
      differences: together(compareOperations({ ...mine, operation }, { ...yours, operation: other }, schemas)),
    }
  })
  return { operations, others: yours.operations.length - matched.size }
}

/** Puts the places whose difference was reported before on one line. */
function together(differences: readonly Difference[]): Difference[] {
  const repeated = differences.filter(({ isRepeated }) => isRepeated)
  const others = differences.filter(({ isRepeated }) => !isRepeated)
  if (repeated.length === 0) return others
  return [...others, { mark: '~', at: 'as above', text: '', list: repeated.map(({ at }) => at) }]
}

interface Parsed {
  document: Json
  shapes: Shapes
  operations: ReturnType<typeof operationsOf>
}

const NOT_THERE: Difference = { mark: '-', at: 'operation', text: 'theirs has no such operation' }
