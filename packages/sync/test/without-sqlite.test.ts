import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** What a program prints in a Node that has no SQLite, or in this one. */
const run = (program: string, ...flags: string[]) =>
  execFileSync(process.execPath, [...flags, '--input-type=module', '--eval', program], {
    cwd: join(import.meta.dirname, '..'),
    encoding: 'utf8',
  })

test.each(['@callspec/sync', '@callspec/sync/receive', '@callspec/sync/tap', '@callspec/sync/work'])(
  '%s loads no SQLite by itself',
  (entry) => {
    const program = `await import('${entry}'); console.log(process.moduleLoadList.some((name) => / sqlite$/.test(name)))`
    expect(run(program)).toBe('false\n')
    // What it would be with it.
    expect(run(program.replace(entry, 'node:sqlite'))).toBe('true\n')
  },
)

test('where Node has no SQLite, everything loads, Postgres is asked, and a file is refused in one line', () => {
  const program = `
    const { openStore } = await import('@callspec/sync')
    await import('@callspec/sync/tap')
    await import('@callspec/sync/work')
    for (const address of ['postgres://127.0.0.1:1/calls', 'calls.db']) {
      await openStore(address).catch(({ name, code, message }) => console.log(name, code, message))
    }`
  expect(run(program, '--no-experimental-sqlite').split('\n')).toEqual([
    expect.stringMatching(/^SyncError store postgres:\/\/127\.0\.0\.1:1\/calls: connect ECONNREFUSED/),
    `SyncError usage A copy in a file of SQLite needs Node 22.16 or newer, with its SQLite; this is ${process.versions.node}. Update Node, or name a Postgres database.`,
    '',
  ])
})
