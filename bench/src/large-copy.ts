import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { butter } from '@callspec/butter'
import { startSimulator } from '@callspec/simulator'
import { openStore, sync } from '@callspec/sync'

export const CALLS = 1_000_000
/** A call every minute: nearly two years. */
const SPACING_MS = 60_000
const NEWEST = Date.UTC(2026, 10, 20, 12)
const AGENTS = 200
/** Numbers that call, and are called, ten times each. */
const NUMBERS = CALLS / 10
const PAGE = 100

const folder = join(import.meta.dirname, '../.generated')

export const agentId = (index: number) => `agent_${index % AGENTS}`
export const phoneNumber = (index: number) => `+1555${String((index * 7919) % NUMBERS).padStart(7, '0')}`

/** A copy of a million calls, made once by a sync of rows like a simulator's. Delete it after a change of the schema. */
export async function largeCopy(): Promise<string> {
  const file = join(folder, 'million.db')
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  const part = `${file}.new`
  rmSync(part, { force: true })
  const store = await openStore(part)
  const { sources } = await sync([butter({ apiKey: 'key', rateLimit: null, fetch: pagesOf(await templates()) })], store)
  if (sources[0]?.calls !== CALLS) throw new Error(`The copy has ${sources[0]?.calls} calls: ${sources[0]?.error?.message}`)
  await store.close()
  renameSync(part, file)
  return file
}

type Row = Record<string, unknown>

/** Rows of a simulator, whose ids, stamps, numbers and agents are replaced. */
async function templates(): Promise<Row[]> {
  const simulator = await startSimulator('butter', { calls: PAGE })
  const response = await fetch(`${simulator.baseUrl}/api/calls?limit=${PAGE}`, {
    headers: { 'X-API-Key': simulator.credentials.apiKey ?? '' },
  })
  // A simulator's page.
  const { data } = (await response.json()) as { data: Row[] }
  await simulator.close()
  return data
}

function pagesOf(rows: readonly Row[]) {
  return async (request: Request): Promise<Response> => {
    const first = Number(new URL(request.url).searchParams.get('cursor') ?? 0)
    const next = first + PAGE
    const data = rows.map((row, index) => callOf(row, first + index))
    const pagination = { next_cursor: next < CALLS ? String(next) : null, has_more: next < CALLS, page_size: PAGE }
    return Response.json({ success: true, data, pagination })
  }
}

function callOf(row: Row, index: number): Row {
  const at = NEWEST - index * SPACING_MS
  const stamp = (ms: number) => new Date(ms).toISOString()
  const [customer, agent] = [phoneNumber(index), '+15550201001']
  const isInbound = row.call_type === 'inbound'
  return {
    ...row,
    call_sid: `call_${index.toString(36).padStart(8, '0')}`,
    from_number: isInbound ? customer : agent,
    to_number: isInbound ? agent : customer,
    agent_id: agentId(index),
    created_at: stamp(at),
    start_time: row.start_time && stamp(at + 5000),
    end_time: row.end_time && stamp(at + 65_000),
    updated_at: stamp(at + 70_000),
  }
}
