import { failedTask, type LogLine } from './test-log.ts'

/** The first failures of a run say most, and so do the first lines of each. */
const MOST_LINES_OF_A_FAILURE = 30
const MOST_FAILURES = 20

/**
 * What vitest and turbo said of what failed, or failed at its first run: of each test, file and error outside of tests its first lines,
 * after the package; of each failed task turbo's line. [] if nothing failed.
 */
export function testFailures(lines: readonly LogLine[]): string[] {
  const failures: string[][] = []
  const open = new Map<string, string[]>()
  for (const { task, text } of lines) {
    if (failedTask(text)) failures.push([text])
    if (/^ (?:FAIL|RETRIED) {2}|^⎯+ Unhandled (?!Errors)/.test(text)) {
      const failure: string[] = task === '' ? [] : [`${task}:`]
      failures.push(failure)
      open.set(task, failure)
    }
    if (ENDS_A_FAILURE.test(text)) open.delete(task)
    const failure = open.get(task)
    if (failure && failure.length < MOST_LINES_OF_A_FAILURE) failure.push(text)
  }
  const left = failures.length - MOST_FAILURES
  return [...failures.slice(0, MOST_FAILURES).flat(), ...(left > 0 ? [`… and ${left} more, see above.`] : [])]
}

/** The rule below the failure, or, of one that ends otherwise, the line after all of them. */
const ENDS_A_FAILURE = /^⎯+(?:\[\d+\/\d+\]⎯)?$|^ Test Files /
