import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { callspec, folderWith } from './run-callspec.js'
import { BUTTER_ROW, butterPage, serve } from './serve.js'

// A name that would forge a second line.
const AGENT = 'Mia\nacme/forged\t\u001b[2J'
const NAMED = { ...BUTTER_ROW, agent_id: 'agent_7', agent_name: AGENT }
const BARE = { ...BUTTER_ROW, call_sid: 'call_2', agent_name: null, start_time: '2026-03-08T10:00:00Z' }

/** A folder whose one source lists these two calls, and gets the first. */
async function acme(): Promise<string> {
  const list = butterPage([NAMED, BARE])
  const baseUrl = await serve((request, response) =>
    request.url?.includes(NAMED.call_sid)
      ? response.setHeader('content-type', 'application/json').end(JSON.stringify({ success: true, data: NAMED }))
      : list(request, response),
  )
  return folderWith({ sources: [{ id: 'acme', provider: 'butter', apiKey: 'key', baseUrl }] })
}

const columns = 'occurredAt,agent_name,durationSeconds'

describe('--columns prints only what is named, in that order', () => {
  test('as a table, with an unambiguous cell where a call has nothing', async () => {
    const cwd = await acme()
    const { stdout } = await callspec(['list', '--columns', columns, '--time-zone', 'Europe/Berlin'], { cwd })
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/))
    expect(rows.map((cells) => cells.length)).toEqual([3, 3, 3])
    expect(rows.slice(1).map((cells) => cells.slice(0, 2))).toEqual([
      ['2026-03-09 11:00:05', 'Mia�acme/forged��[2J'],
      ['2026-03-08 11:00:00', '-'],
    ])
  })

  test('as JSON, CSV and a file, in the form of the whole', async () => {
    const cwd = await acme()
    const json = await callspec(['list', '--json', '--columns', 'key', '--columns', 'agent'], { cwd })
    expect(
      json.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { key: 'acme/call_abc123def456', agent: { id: 'agent_7', name: AGENT } },
      { key: 'acme/call_2', agent: null },
    ])
    const csv = await callspec(['list', '--csv', '--columns', columns, '--limit', '1'], { cwd })
    expect(csv.stdout).toBe(`occurred_at,agent_name,duration_seconds\r\n2026-03-09T10:00:05.000Z,"${AGENT}",120.5\r\n`)
    const { code } = await callspec(['export', '--to', 'calls.ndjson', '--columns', 'key,agent'], { cwd })
    expect([code, readFileSync(join(cwd, 'calls.ndjson'), 'utf8')]).toEqual([0, json.stdout])
  })

  test('of people only what --redact leaves', async () => {
    const cwd = await acme()
    const { stdout } = await callspec(
      ['list', '--json', '--redact', '--columns', 'customerNumber,agent.name,raw', '--limit', '1'],
      {
        cwd,
      },
    )
    expect(JSON.parse(stdout)).toEqual({ customerNumber: '***43', agent: { name: '***' } })
  })
})

describe('--template prints a line for each call', () => {
  test('whose values cannot make two of it, and nothing where a call has nothing', async () => {
    const cwd = await acme()
    const { stdout } = await callspec(['list', '--template', String.raw`{id}\t{agent.name}\t{occurredAt} \{\\`], { cwd })
    expect(stdout.split('\n')).toEqual([
      'call_abc123def456\tMia�acme/forged��[2J\t2026-03-09T10:00:05.000Z {\\',
      'call_2\t\t2026-03-08T10:00:00.000Z {\\',
      '',
    ])
  })
})

describe('get', () => {
  test('prints the same of one call', async () => {
    const cwd = await acme()
    const get = async (...args: string[]) => (await callspec(['get', 'acme', NAMED.call_sid, ...args], { cwd })).stdout
    expect(await get('--columns', 'id,agent,carrierId')).toBe(
      `id:         ${NAMED.call_sid}\nagent.id:   agent_7\nagent.name: Mia�acme/forged��[2J\ncarrierId:\n`,
    )
    expect(await get('--template', '{id} {durationSeconds}')).toBe(`${NAMED.call_sid} 120.5\n`)
    expect(JSON.parse(await get('--json', '--columns', 'agent.id'))).toEqual({ agent: { id: 'agent_7' } })
  })
})

test.each([
  [['list', '--columns', 'key,agnt'], 'Invalid --columns: received "agnt". Pass some of key, provider, source, id, occurredAt, '],
  [['list', '--columns', ''], 'Invalid --columns: received "". Pass some of '],
  [['list', '--columns', 'raw'], 'Invalid --columns: "raw" is no single value, so only JSON has a place for it. Leave it out.'],
  [['get', 'acme/1', '--columns', 'raw'], 'Invalid --columns: "raw" is no single value, '],
  [['export', '--to', 'calls.csv', '--columns', 'transcript'], 'Invalid --columns: "transcript" is no single value, '],
  [['export', '--to', 'calls.vcon.json', '--columns', 'key'], 'A vCon has members of its own, so columns cannot be chosen.'],
  [['list', '--template', '{agnt}'], 'Invalid --template: received "agnt". Pass some of key, '],
  [['list', '--template', '{agent}'], 'Invalid --template: {agent} is several values. Pass one of {agent.id}, {agent.name}.'],
  [['list', '--template', '{id'], 'Invalid --template: "{id" has no closing brace.'],
  [['list', '--template', String.raw`\x`], String.raw`Invalid --template: "\x" means nothing. Known are \t, \n, \\ and \{.`],
  [['list', '--template', 'x', '--csv'], '--template and --csv exclude each other. Pass one of them.'],
  [['get', 'acme/1', '--template', 'x', '--columns', 'id'], '--template and --columns exclude each other. Pass one of them.'],
])('%j is refused in one line', async (args, said) => {
  const cwd = folderWith({ sources: [{ id: 'acme', provider: 'butter', apiKey: 'key' }] })
  const { code, stdout, stderr } = await callspec(args, { cwd })
  expect([code, stdout, stderr.split('\n').length]).toEqual([2, '', 2])
  expect(stderr).toContain(`callspec: ${said}`)
})
