import { expect, test } from 'vitest'
import { callspec, folderWith } from './run-callspec.js'
import { BUTTER_ROW, butterPage, serve } from './serve.js'

const { created_at: _created, start_time: _start, ...undated } = BUTTER_ROW
const rows = [{ ...undated, call_sid: 'call_undated' }, BUTTER_ROW]

const folderOf = async () =>
  folderWith({ sources: [{ provider: 'butter', apiKey: 'k', baseUrl: await serve(butterPage(rows)) }] })

test('a call without any stamp is listed last, with a dash for its time, and counted', async () => {
  const { code, stdout, stderr } = await callspec(['list', '--stats'], { cwd: await folderOf() })
  const lines = stdout.trimEnd().split('\n')
  expect(code).toBe(0)
  expect(lines.at(-2)).toMatch(/^2026-03-09 10:00:05 .*call_abc123def456$/)
  expect(lines.at(-1)).toMatch(/^- .*call_undated$/)
  expect(stderr).toContain('1 call without any stamp, listed last and in no period')
})

test('a call without any stamp has a null for its time in JSON, and is in no period', async () => {
  const cwd = await folderOf()
  const [all, some] = [
    await callspec(['list', '--json'], { cwd }),
    await callspec(['list', '--json', '--since', '2026-01-01'], { cwd }),
  ]
  const stampsOf = (stdout: string) =>
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).occurredAt)
  expect(stampsOf(all.stdout)).toEqual(['2026-03-09T10:00:05.000Z', null])
  expect(stampsOf(some.stdout)).toEqual(['2026-03-09T10:00:05.000Z'])
})
