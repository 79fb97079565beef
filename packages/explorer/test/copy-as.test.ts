import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyAsCode } from '../src/api/copy-as-code.ts'
import { copyAsCommand } from '../src/api/copy-as-command.ts'
import { type ExplorerQuery, emptyQuery } from '../src/api/explorer-query.ts'

const query: ExplorerQuery = {
  since: '2026-11-01',
  until: '2026-11-08T00:00:00+01:00',
  timeZone: 'Europe/Berlin',
  search: "it's $HOME",
  statuses: ['failed', 'no_answer'],
  direction: 'inbound',
  channel: 'phone',
  sources: ['acme-eu'],
  providers: ['butter'],
  agentId: 'agent 1',
  outcome: 'failed',
  minDurationSeconds: 10,
  maxDurationSeconds: 90.5,
  weekdays: ['monday'],
  hours: [8, 9],
}
const oldest = { column: 'occurredAt', descending: false } as const

test('a query is a command', () => {
  expect(copyAsCommand({ from: 'my calls.db', query, sort: oldest, isRedacted: true })).toBe(
    "callspec list --from 'my calls.db' --since 2026-11-01 --until 2026-11-08T00:00:00+01:00 --time-zone Europe/Berlin " +
      "--search 'it'\\''s $HOME' --status failed --status no_answer --direction inbound --channel phone --source acme-eu " +
      "--provider butter --agent-id 'agent 1' --outcome failed --min-duration 10 --max-duration 90.5 --weekday monday " +
      '--hour 8 --hour 9 --order oldest --redact',
  )
  expect(copyAsCommand({ from: 'calls.db', query: emptyQuery() })).toBe('callspec list --from calls.db')
})

test('a query is code', () => {
  expect(copyAsCode({ from: 'calls.db', query, isRedacted: true })).toBe(`import { redactCall } from 'callspec'
import { openCopy } from '@callspec/sync'

const copy = await openCopy('calls.db')
for await (const call of copy.log({ sources: ['acme-eu'] }).list({
  since: '2026-11-01',
  until: '2026-11-08T00:00:00+01:00',
  timeZone: 'Europe/Berlin',
  search: 'it\\'s $HOME',
  status: ['failed', 'no_answer'],
  direction: 'inbound',
  channel: 'phone',
  providers: ['butter'],
  agentId: 'agent 1',
  outcome: 'failed',
  minDurationSeconds: 10,
  maxDurationSeconds: 90.5,
  weekdays: ['monday'],
  hours: [8, 9],
})) console.log(redactCall(call))
await copy.close()
`)
})

// A text ends at a NUL byte, in an argument as well.
const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => !value.includes('\0'))

test('a shell and a program read back every text', () => {
  const texts = fc.sample(text, 60).concat("'", "''", '-x', '\\', '"', '\n', '\u2028', '`id`', '$(id)', '~', '*', '!')
  const commands = texts.map((search) => copyAsCommand({ from: 'c', query: { ...emptyQuery(), search } }))
  const script = `callspec() { printf '%s\\0' "$5"; }\n${commands.join('\n')}`
  const read = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)
  expect(read).toEqual(texts)
  for (const search of texts) {
    const [, literal] = copyAsCode({ from: 'c', query: { ...emptyQuery(), search } }).match(/search: (.*),\n\}/s) ?? []
    expect(new Function(`return ${literal}`)()).toBe(search)
  }
})
