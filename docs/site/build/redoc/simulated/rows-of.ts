import type { OperationPlace } from '../../document.ts'

/** The rows of a list's response: where the paging says that they are, or else the response itself, its `data` or a member of that. */
export function rowsOf({ method, path, operation }: OperationPlace, answer: unknown): unknown[] | undefined {
  const results = operation['x-speakeasy-pagination']?.outputs.results
  if (results) return listAt(answer, results.split('.').slice(1))
  // One thing, whose lists are its own.
  if (method !== 'GET' || path.endsWith('}')) return undefined
  const places = [[], ['data'], ...Object.keys(membersAt(answer, 'data')).map((name) => ['data', name])]
  return places.map((place) => listAt(answer, place)).find((rows) => rows !== undefined)
}

function membersAt(answer: unknown, name: string): object {
  const value = (answer as Record<string, unknown> | null)?.[name]
  return typeof value === 'object' && value !== null ? value : {}
}

function listAt(answer: unknown, path: readonly string[]): unknown[] | undefined {
  let value = answer
  // Whatever has no such member has no rows there.
  for (const name of path) value = (value as Record<string, unknown> | null | undefined)?.[name]
  return Array.isArray(value) ? value : undefined
}
