import type { ProviderId, Simulator } from '../src/index.js'
import { ask, type Json } from './ask.js'

/** The ids of all rows, page after page, as the documentation of each platform says. */
const readers: Record<
  ProviderId,
  (simulator: Simulator, size: number, filters: Record<string, unknown>) => AsyncGenerator<Json>
> = {
  async *agentvoice(simulator, size, filters) {
    for (let offset = 0, more = true; more; offset += size) {
      const { body } = await ask(simulator, `/calls?${query({ ...filters, limit: size, offset })}`)
      yield* body.data
      more = body.pagination.has_more
    }
  },
  async *autocalls(simulator, size, filters) {
    for (let page = 1, last = 1; page <= last; page++) {
      const { body } = await ask(simulator, `/user/calls?${query({ ...filters, per_page: size, page })}`)
      yield* body.data
      last = body.last_page
    }
  },
  async *butter(simulator, size) {
    for (let cursor: string | undefined, more = true; more; ) {
      const { body } = await ask(simulator, `/api/calls?${query({ limit: size, ...(cursor ? { cursor } : {}) })}`)
      yield* body.data
      cursor = body.pagination.next_cursor
      more = body.pagination.has_more
    }
  },
  async *talkover(simulator, size, filters) {
    for (let page = 1, last = 1; page <= last; page++) {
      const { body } = await ask(simulator, `/calls?${query({ ...filters, per_page: size, page })}`)
      yield* body.data
      last = body.pagination.last_page
    }
  },
  async *zudu(simulator, size, filters) {
    for (let page = 0, more = true; more; page++) {
      const { sort_by, sort_order, ...filter_criteria } = filters
      const { body } = await ask(simulator, '/api/calls', {
        method: 'POST',
        body: { page, limit: size, sort_by, sort_order, filter_criteria },
      })
      yield* body.data.calls
      more = body.data.pagination.has_next_page
    }
  },
}

const query = (values: Record<string, unknown>): string =>
  new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)])).toString()

export const idOf: Record<ProviderId, (row: Json) => string> = {
  agentvoice: (row) => row.id,
  autocalls: (row) => String(row.id),
  butter: (row) => row.call_sid,
  talkover: (row) => row.id,
  zudu: (row) => row.call_id,
}

export async function readAll(simulator: Simulator, filters: Record<string, unknown> = {}, size = 100): Promise<Json[]> {
  const rows: Json[] = []
  for await (const row of readers[simulator.provider](simulator, size, filters)) rows.push(row)
  return rows
}

export async function readIds(simulator: Simulator, filters: Record<string, unknown> = {}, size = 100): Promise<string[]> {
  return (await readAll(simulator, filters, size)).map(idOf[simulator.provider])
}
