import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { saveResult } from '../results.ts'
import type { KillResult } from './result.ts'

const MOMENTS = 200
const sync = join(import.meta.dirname, '../../../packages/sync')

/** Runs the tests of killed syncs with all moments instead of a few. The first copy that is not right ends the benchmark with an error. */
export async function runKills(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'callspec-kill-'))
  const report = join(folder, 'report.json')
  const start = performance.now()
  const args = [
    'run',
    'test/kill.test.ts',
    'test/kill-recordings.test.ts',
    '--testTimeout=60000',
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
  ]
  const vitest = spawn(join(sync, '../../node_modules/.bin/vitest'), args, {
    cwd: sync,
    env: { ...process.env, CALLSPEC_KILLS: String(MOMENTS) },
    stdio: 'inherit',
  })
  const [code] = await once(vitest, 'exit')
  if (code !== 0) throw new Error('A copy was not right after a kill. See above.')
  const { numPassedTests }: { numPassedTests: number } = JSON.parse(readFileSync(report, 'utf8'))
  rmSync(folder, { recursive: true })
  if (numPassedTests !== 3 * MOMENTS) throw new Error(`${numPassedTests} kills of ${3 * MOMENTS}. The benchmark is incomplete.`)
  const seconds = Math.round((performance.now() - start) / 1000)
  const result: KillResult = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    kills: numPassedTests,
    seconds,
  }
  saveResult('kill', result)
}
