// A process of its own: exports as many calls as its second argument says into a file of the format in its first, and sends the outcome to its
// parent. `none`: only makes the calls.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportCalls, type FormatName } from '@callspec/export'
import type { Outcome } from '../job.ts'
import { madeCalls } from './made-calls.ts'

// The parent wrote them.
const format = process.argv[2] as FormatName | 'none'
const count = Number(process.argv[3])

const folder = mkdtempSync(join(tmpdir(), 'callspec-bench-'))
let calls = 0
const cpu = process.cpuUsage()
const start = performance.now()
if (format === 'none') for await (const page of madeCalls(count)) calls += page.length
else calls = (await exportCalls(madeCalls(count), join(folder, 'calls'), { format })).calls
const wallMs = performance.now() - start
const { user, system } = process.cpuUsage(cpu)
rmSync(folder, { recursive: true })
const outcome: Outcome = {
  calls,
  requests: 0,
  wallMs,
  cpuMs: (user + system) / 1000,
  peakMb: process.resourceUsage().maxRSS / 1024,
}
process.send?.(outcome, () => process.exit())
