import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../src/specs.ts'
import { testFailures } from '../src/test-failures.ts'
import { logLines } from '../src/test-log.ts'
import { smallTree } from './small-tree.ts'

/** What vitest prints of a file with these tests, run as the project's are, with one more run for what fails. */
function logOf(tests: string): string {
  using tree = smallTree({ 'some.test.ts': tests })
  const options = ['run', '--root', tree.root, '--config', join(root, 'vitest.config.ts'), '--globals', '--retry=1']
  const { stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/vitest'), options, { encoding: 'utf8' })
  return stdout + stderr
}

/** The headings of failures and the first line below each. */
const headings = (log: string) =>
  testFailures(logLines(log)).flatMap((line, index, all) => (/^ (FAIL|RETRIED)|^⎯+ Un/.test(line) ? [line, all[index + 1]] : []))

test('a failed test, an error outside of tests and a test that passed when it was run again are told with their errors', () => {
  const log = logOf(`
    let runs = 0
    test('is unsteady', () => expect(++runs).toBe(2))
    test('is wrong', () => expect(1).toBe(3))
    test('is right', () => expect(1).toBe(1))
    test('leaves an error behind', () => void Promise.reject(new Error('nobody caught me')))
  `)
  expect(headings(log)).toEqual([
    ' RETRIED  some.test.ts > is unsteady',
    'AssertionError: expected 1 to be 2 // Object.is equality',
    ' FAIL  some.test.ts > is wrong (initial run, 1st retry)',
    'AssertionError: expected 1 to be 3 // Object.is equality',
    '⎯⎯⎯⎯ Unhandled Rejection ⎯⎯⎯⎯⎯',
    'Error: nobody caught me',
  ])
})

test('a file that does not load is told, and nothing of one without a fault', () => {
  expect(headings(logOf(`throw new Error('not today')`))).toEqual([' FAIL  some.test.ts [ some.test.ts ]', 'Error: not today'])
  expect(testFailures(logLines(logOf(`test('is right', () => expect(1).toBe(1))`)))).toEqual([])
})

test('failures of packages are told apart, and a failed task is one', () => {
  const log =
    '@callspec/core:test:  FAIL  test/a.test.ts > one\n' +
    '@callspec/cli:test:  FAIL  test/b.test.ts > two\n' +
    '@callspec/core:test: Error: first\n' +
    '@callspec/core:test: ⎯⎯⎯⎯⎯⎯⎯⎯[1/1]⎯\n' +
    '@callspec/core:test:  Test Files  1 failed (1)\n' +
    '@callspec/cli:test: Error: second\n' +
    '@callspec/core#test:  ERROR  command (/callspec/packages/core) pnpm run test exited (1)\n'
  expect(testFailures(logLines(log))).toEqual([
    '@callspec/core#test:',
    ' FAIL  test/a.test.ts > one',
    'Error: first',
    '@callspec/cli#test:',
    ' FAIL  test/b.test.ts > two',
    'Error: second',
    '@callspec/core#test:  ERROR  command (/callspec/packages/core) pnpm run test exited (1)',
  ])
})

test('of many failures the first are told, and the others counted', () => {
  const log = Array.from(
    { length: 23 },
    (_, index) => ` FAIL  test/a.test.ts > ${index}\nError: ${'x\n'.repeat(100)}⎯⎯⎯[1/23]⎯\n`,
  )
  const told = testFailures(logLines(log.join('')))
  expect([told.length, told.at(-1)]).toEqual([20 * 30 + 1, '… and 3 more, see above.'])
})

test('the command that counts tells them before the counts', () => {
  using tree = smallTree({ log: ' RETRIED  test/a.test.ts > one\nError: first\n⎯⎯⎯\n      Tests  4 passed (4)\n' })
  const command = ['scripts/src/count-tests.ts', join(tree.root, 'log'), '0']
  expect(execFileSync(join(root, 'node_modules/.bin/node'), command, { cwd: root, encoding: 'utf8' })).toBe(
    ' RETRIED  test/a.test.ts > one\nError: first\n4 passed, 0 failed\n',
  )
})
