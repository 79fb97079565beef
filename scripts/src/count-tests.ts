// Reads the log of `pnpm test` (first argument) and the exit code of that run (second); prints what failed once more, because the end
// of a log is what is read, then `N passed, N failed`. A run that failed without a failed test, or in which no test ran, counts as one
// failed. Exits 1 if anything failed.
import { readFileSync } from 'node:fs'
import { testCounts } from './test-counts.ts'
import { testFailures } from './test-failures.ts'
import { logLines } from './test-log.ts'

const [log, exitCode] = process.argv.slice(2)
if (log === undefined) throw new Error('Missing the log. Run it as: node scripts/src/count-tests.ts <log> <exit code>')

const lines = logLines(readFileSync(log, 'utf8'))
const { passed, failed } = testCounts(lines)
const unexplained = failed === 0 && (exitCode !== '0' || passed === 0) ? 1 : 0

for (const line of testFailures(lines)) console.log(line)
console.log(`${passed} passed, ${failed + unexplained} failed`)
if (failed + unexplained > 0) process.exitCode = 1
