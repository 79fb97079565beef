import { failedTask, type LogLine } from './test-log.ts'

export interface TestCounts {
  passed: number
  failed: number
}

/**
 * The tests of every vitest run in a log of turbo. What vitest does not count is one failed test each: a file that did not load, an
 * error outside any test, and a task that failed without a failed test.
 */
export function testCounts(lines: readonly LogLine[]): TestCounts {
  let passed = 0
  const failed = new Map<string, number>()
  const fail = (task: string, count: number) => failed.set(task, (failed.get(task) ?? 0) + count)

  for (const { task, text } of lines) {
    const brokenTask = failedTask(text)
    if (brokenTask && !failed.get(brokenTask)) fail(brokenTask, 1)

    const summary = /^ +Tests {2,}((?:\d+ \w+(?: \| )?)+) \(\d+\)\s*$/.exec(text)?.[1] ?? ''
    passed += number(/(\d+) passed/, summary)
    fail(task, number(/(\d+) failed/, summary))
    fail(task, number(/⎯ Failed Suites (\d+) ⎯/, text))
    fail(task, number(/^ +Errors {2,}(\d+) errors?\s*$/, text))
  }
  return { passed, failed: [...failed.values()].reduce((sum, count) => sum + count, 0) }
}

const number = (pattern: RegExp, text: string): number => Number(pattern.exec(text)?.[1] ?? 0)
