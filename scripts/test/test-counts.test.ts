import { describe, expect, test } from 'vitest'
import { testCounts as countsOf } from '../src/test-counts.ts'
import { logLines } from '../src/test-log.ts'

const testCounts = (log: string) => countsOf(logLines(log))

describe('testCounts', () => {
  test('adds up every run of a log', () => {
    const log = ' Test Files  2 passed (2)\n      Tests  12 passed (12)\n Test Files  1 passed (1)\n      Tests  3 passed (3)\n'
    expect(testCounts(log)).toEqual({ passed: 15, failed: 0 })
  })

  test('reads past the task names of turbo and past colours', () => {
    const log =
      '@callspec/core:test: \u001b[2m      Tests \u001b[22m \u001b[1m\u001b[31m1 failed\u001b[39m\u001b[22m\u001b[2m | ' +
      '\u001b[22m\u001b[1m\u001b[32m12 passed\u001b[39m\u001b[22m\u001b[90m (13)\u001b[39m\r\n'
    expect(testCounts(log)).toEqual({ passed: 12, failed: 1 })
  })

  test('counts neither skipped tests nor tests to be written', () => {
    expect(testCounts('      Tests  2 passed | 1 skipped | 1 todo (4)')).toEqual({ passed: 2, failed: 0 })
  })

  test('counts a file that did not load as one failed test', () => {
    const log = '⎯⎯⎯⎯⎯⎯ Failed Suites 1 ⎯⎯⎯⎯⎯⎯⎯\n Test Files  1 failed (1)\n      Tests  no tests\n'
    expect(testCounts(log)).toEqual({ passed: 0, failed: 1 })
  })

  test('counts an error outside any test', () => {
    const log = '      Tests  4 passed (4)\n     Errors  1 error\n'
    expect(testCounts(log)).toEqual({ passed: 4, failed: 1 })
  })

  test('counts a task that failed without a failed test, and no other twice', () => {
    const log =
      '@callspec/core:test:       Tests  2 failed | 4 passed (6)\n' +
      '@callspec/cli:test: No test files found, exiting with code 1\n' +
      '@callspec/core#test:  ERROR  command (/callspec/packages/core) pnpm run test exited (1)\n' +
      '@callspec/cli#test:  ERROR  command (/callspec/packages/cli) pnpm run test exited (1)\n' +
      'callspec#build:  ERROR  command (/callspec/packages/callspec) pnpm run build exited (2)\n'
    expect(testCounts(log)).toEqual({ passed: 4, failed: 4 })
  })

  test('is not misled by a title that speaks of tests', () => {
    expect(testCounts(' ✓ Tests 3 passed in other logs\n > Tests run: 9 passed\n')).toEqual({ passed: 0, failed: 0 })
  })
})
