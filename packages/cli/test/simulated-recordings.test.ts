import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { callspec, folder, startCallspec } from './run-callspec.js'

test('simulate --recordings serves files that sync --recordings takes home, a file for each recording there is', async () => {
  const cwd = folder()
  const child = startCallspec(['simulate', '--calls', '12', '--recordings', '--write', 'sim.json'], { cwd })
  const closed = once(child, 'close')
  onTestFinished(() => void child.kill('SIGKILL'))
  // The configuration is written when every platform runs, and then printed.
  await once(child.stdout, 'data')
  const { code } = await callspec(['sync', '--config', 'sim.json', '--to', 'calls.db', '--recordings', 'recordings'], { cwd })
  expect(code).toBe(0)
  const database = new DatabaseSync(join(cwd, 'calls.db'), { readOnly: true })
  const copied = (sql: string) =>
    database
      .prepare(sql)
      .all()
      .map((row) => Object.values(row)[0])
  const files = readdirSync(join(cwd, 'recordings'))
  expect(files.length).toBeGreaterThan(10)
  expect(copied('SELECT file FROM parts WHERE file IS NOT NULL ORDER BY file')).toEqual(
    files.map((file) => join(cwd, 'recordings', file)).toSorted(),
  )
  expect(copied("SELECT key FROM parts WHERE part = 'recording' AND state = 'here' ORDER BY key")).toEqual(
    copied("SELECT key FROM parts WHERE part = 'file' AND state = 'here' ORDER BY key"),
  )
  database.close()
  for (const file of files) expect(statSync(join(cwd, 'recordings', file)).size).toBeGreaterThan(100)
  child.kill('SIGTERM')
  expect(await closed).toEqual([0, null])
})
