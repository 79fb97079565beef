import { type Simulator, startSimulator } from '@callspec/simulator'
import type { Store } from '@callspec/sync'
import { type Call, callLog, type Source } from 'callspec'
import { CALL_COLUMNS } from 'callspec/columns'
import { expect } from 'vitest'
import type { Value } from '../src/store/store.ts'
import { sourceOf } from './source-of.ts'

/** A platform whose list has pages of 100 calls, and whose single calls bring what the list does not. */
export const startButter = (calls: number, latencyMs = 0): Promise<Simulator> =>
  startSimulator('butter', { calls, latencyMs, seed: 3 })

/** What a process of `processes/run-sync.ts` needs of it. */
export const accountOf = ({ baseUrl, credentials }: Simulator) => ({ baseUrl, apiKey: credentials.apiKey })

/** Requests for a page of the list. */
export const listRequests = ({ requests }: Simulator): number =>
  requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/calls')).length

/** Expects the copy to be what the simulated platform has: every call once, every column, and with `turns` the transcripts that are to be had. */
export async function expectCopy(store: Store, simulator: Simulator, { turns = false } = {}): Promise<void> {
  // Butter documents a request for a single call.
  const log = callLog([sourceOf(simulator) as Source<string, Call, true>])
  const ids = [...simulator.calls()].map(({ id }) => id).sort()
  const live = new Map<string, Call>()
  for await (const call of log.list({ order: 'arrival' })) live.set(call.key, call)
  expect([...live.values()].map(({ id }) => id).sort()).toEqual(ids)
  const names = CALL_COLUMNS.filter(({ name }) => !(turns && name === 'transcript_text'))
  const rows = await store.all(`SELECT ${names.map(({ name }) => name).join(', ')}, raw FROM calls WHERE gone_at IS NULL`)
  const copied = new Map(rows.map((row) => [String(row[0]), row]))
  expect(rows.length).toBe(copied.size)
  expect([...copied.keys()].sort()).toEqual([...live.keys()].sort())
  for (const [key, call] of live) {
    const row = copied.get(key)!
    expect(row.slice(0, -1)).toEqual(names.map((column) => inStore(store, column.valueOf(call))))
    expect(JSON.parse(String(row.at(-1)))).toEqual(call.raw)
  }
  if (turns) await expectTurns(store, [...live.values()], log)
}

async function expectTurns(store: Store, calls: readonly Call[], log: { get: (source: string, id: string) => Promise<Call> }) {
  const rows = await store.all('SELECT key, position, speaker, text FROM turns ORDER BY key, position')
  const said = Map.groupBy(rows, ([key]) => key)
  const parts = new Map(
    (await store.all("SELECT key, state FROM parts WHERE part = 'transcript'")).map(([key, state]) => [key, state]),
  )
  const final = calls.filter(({ isFinal }) => isFinal)
  expect([...parts.keys()].sort()).toEqual(final.map(({ key }) => key).sort())
  for (const { source, id, key } of final) {
    const { transcript } = await log.get(source, id)
    const turns = transcript ?? []
    expect(said.get(key) ?? []).toEqual(turns.map(({ speaker, text }, position) => [key, position, speaker, text]))
    expect(parts.get(key)).toBe(turns.length > 0 ? 'here' : 'not_yet')
  }
}

/** SQLite has no booleans; Postgres gives the digits of an amount in plain form. */
const inStore = ({ dialect }: Store, value: Value): Value =>
  typeof value === 'boolean' && dialect === 'sqlite' ? Number(value) : value
