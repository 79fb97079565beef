import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { startPlatforms } from '../src/platforms.ts'

const BIN = join(inject('strict'), 'node_modules/@callspec/cli/dist/bin.js')
const runtimes = join(import.meta.dirname, '../runtimes/node_modules')
/** The first that has all of SQLite that a copy needs, but warns of it; and later ones. */
const WITH_SQLITE = {
  'Node 22.16': join(runtimes, 'node-22-sqlite/bin/node'),
  'Node 24': join(runtimes, 'node-24/bin/node'),
  'Node 26': process.execPath,
}

/** Of each platform: more than a page of most. */
const CALLS = 120

let platforms: Awaited<ReturnType<typeof startPlatforms>>
beforeAll(async () => {
  platforms = await startPlatforms(CALLS)
})
afterAll(() => platforms.close())

/** A new folder with a configuration of every platform. */
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'callspec-command-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  const sources = Object.entries(platforms.at()).map(([provider, options]) => ({ provider, ...options }))
  writeFileSync(join(path, 'callspec.config.json'), JSON.stringify({ sources }), { mode: 0o600 })
  return path
}

/** The installed command, run to its end. */
const callspec = (node: string, cwd: string, ...args: string[]) =>
  new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(node, [BIN, ...args], { cwd, env: {}, maxBuffer: 1 << 28 }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    )
  })

describe.each(Object.entries(WITH_SQLITE))('the command on %s', (_, node) => {
  test('makes a copy in a file and reads it, without a warning of Node', async () => {
    const cwd = folder()
    const synced = await callspec(node, cwd, 'sync', '--to', 'calls.db')
    expect(synced).toMatchObject({ code: 0, stderr: '' })
    const live = await callspec(node, cwd, 'list', '--json')
    const copied = await callspec(node, cwd, 'list', '--json', '--from', 'calls.db')
    // Nothing tells in which order calls without a stamp come of several lists.
    expect(copied.stdout.split('\n').toSorted()).toEqual(live.stdout.split('\n').toSorted())
    expect(copied.stderr).not.toMatch(/warning/i)
    expect(await callspec(node, cwd, 'stats', '--by', 'source', '--from', 'calls.db', '--to', 'week.xlsx')).toMatchObject({
      code: 0,
    })
  })
})

test('the command on Node 22.12, which has no SQLite, says so in one line, and feeds a target', async () => {
  const node = join(runtimes, 'node-22/bin/node')
  const cwd = folder()
  expect(await callspec(node, cwd, 'sync', '--to', 'calls.db')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'callspec: A copy in a file of SQLite needs Node 22.16 or newer, with its SQLite; this is 22.12.0. Update Node, or name a Postgres database.\n',
  })
  const tapped = await callspec(node, cwd, 'tap')
  expect(tapped.code).toBe(0)
  const records = tapped.stdout.split('\n').filter((line) => line.startsWith('{"type":"RECORD","stream":"calls"'))
  expect(records.length).toBe(CALLS * Object.keys(platforms.at()).length)
  // Nobody listens there.
  const postgres = await callspec(node, cwd, 'sync', '--to', 'postgres://127.0.0.1:1/calls')
  expect(postgres).toMatchObject({ code: 1, stderr: expect.stringContaining('ECONNREFUSED') })
})
