import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { callspec, folderWith } from './run-callspec.js'
import { BUTTER_ROW, butterPage, serve } from './serve.js'

const butterAt = (baseUrl: string, id = 'butter') => ({ id, provider: 'butter', apiKey: 'key', baseUrl })
const PERIOD = ['--since', '2026-03-01', '--until', '2026-04-01']

/** The total of calls in a report. */
const callsIn = (html: string) => />Calls<\/dt><dd><b>([\d,]+)<\/b>/.exec(html)?.[1]

test('report writes a file of its own, with what failed in it and as its exit code', async () => {
  const working = butterAt(await serve(butterPage([BUTTER_ROW, { ...BUTTER_ROW, call_sid: 'call_2' }])), 'main')
  const broken = butterAt(await serve((_, response) => response.writeHead(401).end()), 'broken')
  const cwd = await folderWith({ sources: [working, broken] })
  const { code, stdout, stderr } = await callspec(['report', ...PERIOD, '--to', 'march.html'], { cwd })
  expect(code).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toContain('Wrote march.html: 2 calls.')
  const html = readFileSync(join(cwd, 'march.html'), 'utf8')
  expect(callsIn(html)).toBe('2')
  expect(html).toContain('<h1>Calls, 2026-03-01 to 2026-03-31</h1>')
  expect(html).toMatch(/<bdi>broken<\/bdi><\/b>: It failed, and none of its calls are counted\./)
  expect(readdirSync(cwd).filter((name) => name.includes('march'))).toEqual(['march.html'])
})

test('without a period, a report is about last week; a report that cannot be made leaves the one before', async () => {
  const cwd = await folderWith({ sources: [butterAt(await serve(butterPage([BUTTER_ROW])))] })
  const { code, stderr } = await callspec(['report', '--to', 'week.html'], { cwd })
  expect(code).toBe(0)
  expect(stderr).toMatch(/^since last week: \d{4}-\d\d-\d\dT00:00:00Z \(UTC\)\nuntil this week: /)
  const before = readFileSync(join(cwd, 'week.html'), 'utf8')
  expect(callsIn(before)).toBe('0')
  expect((await callspec(['report', '--to', 'week.html', '--status', 'done'], { cwd })).code).toBe(2)
  expect(readFileSync(join(cwd, 'week.html'), 'utf8')).toBe(before)
})

test('a report is refused where its file is no page, before anything is asked', async () => {
  const cwd = await folderWith({ sources: [butterAt('http://127.0.0.1:9')] })
  const { code, stderr } = await callspec(['report', '--to', 'week.pdf'], { cwd })
  expect(code).toBe(2)
  expect(stderr).toBe('callspec: week.pdf is no name for a report. Name a file that ends in .html.\n')
})
