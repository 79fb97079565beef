import type { Reporter, TestCase } from 'vitest/node'

/**
 * A reporter for vitest that tells every test which failed and passed when it was run again, with the error of its first run. Counts
 * show it as passed, but it is a fault to mend: of the test, or of what it tests.
 */
export class RetriedTests implements Reporter {
  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky !== true) return
    const errors = (test.result().errors ?? []).map(({ stack, message }) => stack ?? message)
    console.log([` RETRIED  ${test.module.relativeModuleId} > ${test.fullName}`, ...errors, RULE].join('\n'))
  }
}

const RULE = '⎯'.repeat(24)
