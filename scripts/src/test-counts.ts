export interface TestCounts {
  passed: number
  failed: number
}

/**
 * The tests of every vitest run in a log of turbo, in colour or not. What vitest does not count is one failed test each: a
 * file that did not load, an error outside any test, and a task that failed without a failed test.
 */
export function testCounts(log: string): TestCounts {
  let passed = 0
  const failed = new Map<string, number>()
  const fail = (task: string, count: number) => failed.set(task, (failed.get(task) ?? 0) + count)

  for (const line of log.replaceAll(ANSI, '').split(/\r?\n/)) {
    const [, brokenTask] = /^(\S+#\w+): +ERROR +command /.exec(line) ?? []
    if (brokenTask && !failed.get(brokenTask)) fail(brokenTask, 1)

    // turbo starts a line with `package:task: `; vitest alone, or turbo within GitHub Actions, does not.
    const [prefix, name, kind] = /^(\S+):(\w+): /.exec(line) ?? ['']
    const task = name ? `${name}#${kind}` : ''
    const text = line.slice(prefix.length)
    const summary = /^ +Tests {2,}((?:\d+ \w+(?: \| )?)+) \(\d+\)\s*$/.exec(text)?.[1] ?? ''
    passed += number(/(\d+) passed/, summary)
    fail(task, number(/(\d+) failed/, summary))
    fail(task, number(/⎯ Failed Suites (\d+) ⎯/, text))
    fail(task, number(/^ +Errors {2,}(\d+) errors?\s*$/, text))
  }
  return { passed, failed: [...failed.values()].reduce((sum, count) => sum + count, 0) }
}

const number = (pattern: RegExp, text: string): number => Number(pattern.exec(text)?.[1] ?? 0)

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences of colours begin with one.
const ANSI = /\u001b\[[0-9;]*[A-Za-z]/g
