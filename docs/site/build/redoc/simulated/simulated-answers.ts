import { type Document, type OperationPlace, operationsOf } from '../../document.ts'
import { sampleRequest } from '../../samples/sample-request.ts'
import { KnownValues } from './known-values.ts'
import { requestAnswer } from './request-answer.ts'
import { rowsOf } from './rows-of.ts'
import type { RunningPlatform } from './running-platform.ts'

export interface SimulatedAnswer {
  status: string
  value: unknown
  /** How many rows it had, if only the first is left. */
  rows?: number
}

/** What the simulator answers to each operation that it has, by method and path; an operation that it refuses is left out. */
export async function simulatedAnswers(document: Document, platform: RunningPlatform): Promise<Map<string, SimulatedAnswer>> {
  const known = new KnownValues()
  const answers = new Map<string, SimulatedAnswer>()
  // What only reads comes first and finds what exists; what removes comes last.
  const operations = [...operationsOf(document)].toSorted((one, other) => rank(one) - rank(other))
  for (const place of operations) {
    const { method, path, operation } = place
    const request = sampleRequest(document, method, path, operation)
    const answer = await requestAnswer(platform, request, (name) => known.find(path, name))
    if (!answer) continue
    const rows = rowsOf(place, answer.value)
    if (typeof rows?.[0] === 'object' && rows[0] !== null) known.add(path, rows[0])
    // A list that cannot be asked for one row is long.
    const cut = rows ? rows.splice(1).length : 0
    answers.set(`${method} ${path}`, { ...answer, ...(cut > 0 && { rows: cut + 1 }) })
  }
  return answers
}

function rank({ method, path, operation }: OperationPlace): number {
  const isRead = method === 'GET' || operation['x-speakeasy-pagination']
  if (isRead) return path.includes('{') ? 1 : 0
  if (method === 'DELETE') return 4
  return /\b(end|stop)\b/.test(path) ? 3 : 2
}
