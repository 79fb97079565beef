import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { saveResult } from '../results.ts'
import { type Cell, measureCell } from './cell.ts'
import { FAULT_CONTENDERS, type FaultContender } from './client.ts'
import { ROWS, type Row } from './rows.ts'

/** The results of every contender, with its defaults and with its own options. */
export interface FaultResult {
  date: string
  node: string
  versions: Record<string, string>
  cells: { row: string; contender: FaultContender; configured: boolean; cell: Cell }[]
}

/** How many contenders run at once: most of them wait most of the time. */
const AT_ONCE = 4

/** Runs every contender against every fault, with its defaults and with its own options. */
export async function runFaults(): Promise<void> {
  const cells: FaultResult['cells'] = []
  const jobs = ROWS.flatMap((row) =>
    (row.who ?? FAULT_CONTENDERS).flatMap((contender) => [false, true].map((configured) => ({ row, contender, configured }))),
  )
  const measure = async ({ row, contender, configured }: (typeof jobs)[number]) => {
    const cell = await measureCell(contender, configured, row)
    cells.push({ row: row.title, contender, configured, cell })
    console.error(`${row.title} / ${contender}${configured ? ', configured' : ''}: ${row.tell(cell)}`)
  }
  const { waiting = [], greedy = [], usual = [] } = Object.groupBy(jobs, ({ row }) => kindOf(row))
  // Runs that wait for deadlines cost little. Those that use the whole machine come last, two at a time: with more at once, the
  // servers would respond too late for the contenders' deadlines.
  await Promise.all([pool(waiting, 12, measure), pool(usual, AT_ONCE, measure)])
  await pool(greedy, 2, measure)
  const versions = Object.fromEntries(
    ['retell-sdk', '@vapi-ai/server-sdk', 'openapi-fetch'].map((name) => [name, versionOf(name)]),
  )
  versions['@redocly/cli'] = versionOf('@redocly/cli', join(import.meta.dirname, '../../..'))
  const result: FaultResult = { date: new Date().toISOString().slice(0, 10), node: process.version, versions, cells }
  saveResult('faults', result)
}

function kindOf({ rules }: Row): 'waiting' | 'greedy' | 'usual' {
  const faults = rules.map(({ fault }) => fault)
  if (faults.some((fault) => fault === 'endless-body' || fault === 'gzip-bomb')) return 'greedy'
  return faults.some((fault) => fault.endsWith('stalled') || fault === '429-retry-after-huge') ? 'waiting' : 'usual'
}

const versionOf = (name: string, from = join(import.meta.dirname, '../..')): string =>
  // Every package has one.
  (JSON.parse(readFileSync(join(from, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version

/** Runs all jobs, so many at once. */
async function pool<Work>(work: readonly Work[], atOnce: number, one: (work: Work) => Promise<void>): Promise<void> {
  const left = [...work]
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) await one(next)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
