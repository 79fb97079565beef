import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { openCopy } from '@callspec/sync'
import type { CallQuery } from 'callspec'
import { agentId, largeCopy, phoneNumber } from '../large-copy.ts'
import type { Recorder } from '../recorder.ts'

/** Each query and the same in SQL, as somebody writes it who knows the table. */
const QUERIES: Record<string, { query: CallQuery; where: string; parameters: SQLInputValue[]; limit?: number }> = {
  'a day': {
    query: { since: '2026-06-10', until: '2026-06-11' },
    where: 'occurred_at >= ? AND occurred_at < ?',
    parameters: ['2026-06-10T00:00:00.000Z', '2026-06-11T00:00:00.000Z'],
  },
  'newest 50': { query: { limit: 50 }, where: 'true', parameters: [], limit: 50 },
  'by number': {
    query: { phoneNumber: phoneNumber(4711) },
    where: '(digits_1 = ?1 OR digits_2 = ?1)',
    parameters: [phoneNumber(4711).slice(1)],
  },
  'newest 50 by agent': {
    query: { agentId: agentId(17), limit: 50 },
    where: 'agent_id = ?',
    parameters: [agentId(17)],
    limit: 50,
  },
}

const WARM_UP = 100
const REPETITIONS = 301

/** A copy of a million calls: a query of the log and the same rows in plain SQL take turns, in one process. */
export async function measureCopy(recorder: Recorder): Promise<void> {
  const file = await largeCopy()
  const copy = await openCopy(file)
  const database = new DatabaseSync(file, { readOnly: true })
  const log = copy.log()
  for (const [task, { query, where, parameters, limit }] of Object.entries(QUERIES)) {
    const statement = database.prepare(
      `SELECT ${columnsOf(database)} FROM calls WHERE ${where} AND gone_at IS NULL ORDER BY occurred_at DESC, source, list_rank${limit ? ` LIMIT ${limit}` : ''}`,
    )
    const contenders = {
      sql: async () => statement.all(...parameters).length,
      copy: async () => {
        let calls = 0
        for await (const _ of log.list(query)) calls++
        return calls
      },
    }
    for (let round = -WARM_UP; round < REPETITIONS; round++) {
      for (const [contender, read] of Object.entries(contenders)) {
        const [startedAt, cpu] = [performance.now(), process.cpuUsage()]
        const calls = await read()
        const wallMs = performance.now() - startedAt
        const { user, system } = process.cpuUsage(cpu)
        const peakMb = process.resourceUsage().maxRSS / 1024
        if (round >= 0) recorder.add(task, contender, { calls, requests: 0, wallMs, cpuMs: (user + system) / 1000, peakMb })
      }
    }
  }
  database.close()
  await copy.close()
}

/** Those that a call is made from. */
const columnsOf = (database: DatabaseSync): string =>
  database
    .prepare("SELECT name FROM pragma_table_info('calls')")
    .all()
    .map(({ name }) => String(name))
    .filter((name) => !UNREAD.has(name))
    .join(', ')

const UNREAD: ReadonlySet<string> = new Set([
  'raw_detail',
  'turns_fingerprint',
  'digits_1',
  'digits_2',
  'other_occurred_at',
  'written_at',
])
