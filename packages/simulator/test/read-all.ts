import type { Simulator } from '../src/index.js'
import { documented } from './all-documented.js'
import type { Json } from './ask.js'

/** All rows, page after page, as the documentation of the platform says. */
export async function readAll(simulator: Simulator, filters: Record<string, unknown> = {}, size = 100): Promise<Json[]> {
  const rows: Json[] = []
  for await (const row of documented[simulator.provider].read(simulator, size, filters)) rows.push(row)
  return rows
}

export async function readIds(simulator: Simulator, filters: Record<string, unknown> = {}, size = 100): Promise<string[]> {
  const { id } = documented[simulator.provider]
  return (await readAll(simulator, filters, size)).map((row) => String(row[id]))
}
