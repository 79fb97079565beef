import { talkover } from '@callspec/all'
import { callLog } from 'callspec'
import { explain } from 'callspec/explain'
import { expect, test } from 'vitest'
import { callspec, folderWith } from './run-callspec.js'
import { butterPage, serve } from './serve.js'

const talkoverConfig = { sources: [{ id: 'acme', provider: 'talkover', token: 'secret-key' }] }

test('explain shows one source fact by fact', async () => {
  const args = ['explain', '--full', '--since', '2026-11-01', '--status', 'failed', '--status', 'busy', '--is-test', 'false']
  expect(await callspec(args, { cwd: folderWith(talkoverConfig) })).toEqual({
    code: 0,
    stderr: '',
    stdout: `acme (talkover)
  requests     GET https://app.talkover.ai/api/v1/calls?date_from=2026-10-31&status=failed&per_page=100&page=1
               GET https://app.talkover.ai/api/v1/calls?date_from=2026-10-31&status=busy&per_page=100&page=1
  filters      since, until 2026-11-01T00:00:00.000Z to …: inexact by date_from; date_from and date_to take days; their zone and whether date_to counts are not documented (assumes date-filter-stamp)
               status failed,busy: exact by status; status takes one documented word; in_progress is filtered here, because two pages disagree on its word
               is-test false: local; rows carry is_testing
  pages        page, 100 rows, 6 at once
               Pages are fetched in parallel, then checked against the total and the newest row; changed ones are read again, one by one.
  order        newest createdAt first, not documented (assumes row-order)
               relied on for ending early, the order of the calls, noticing changes while the list is read, and resuming from a state
  ends early   past 2026-10-31T00:00:00.000Z, on an assumed order
  held back    no
  rate limit   100 requests in 60 s
  expected     unknown number of requests: the list may end early
  assumes      date-filter-stamp = created_at: The stamp that \`date_from\` and \`date_to\` are compared with.
               row-order = newest-first: Lists run from the newest to the oldest \`created_at\`.
  not covered  Calls whose filtered or sorted fields change while the list is read.
               Calls that share their sort stamp and change places between requests; those that never come are counted as missing.
               Calls that enter the list anywhere but at its newest end.
               Lists with a wrong total.
               Any call that arrives or vanishes while the list is read, if row-order does not hold.
               Calls listed more than 24 hours too late: reading has ended by then.
`,
  })
})

test('explain says in a few sentences what is asked, filtered where, read and relied on', async () => {
  const sources = [...talkoverConfig.sources, { provider: 'vapi', apiKey: 'k' }, { provider: 'autocalls', token: 'k' }]
  const args = ['explain', '--since', '2026-11-01', '--status', 'failed', '--status', 'busy', '--min-duration', '2m']
  const { code, stdout, stderr } = await callspec(args, { cwd: folderWith({ sources }) })
  expect({ code, stderr }).toEqual({ code: 1, stderr: 'callspec explain --full shows every request, reason and assumption.\n' })
  expect(stdout).toBe(`acme (talkover)
  It asks for GET /api/v1/calls in 2 lists, 100 rows a page, at most 100 requests in 60 s.
  It filters by time (platform roughly, callspec exactly), status (platform), and duration (callspec).
  It reads until 2026-10-31 00:00 UTC: the newest come first, as is assumed.
  It may miss calls that change while it reads. It relies on date-filter-stamp and row-order.

vapi
  It cannot answer a filter by duration: neither rows nor filters tell a duration.

autocalls
  It asks for GET /api/user/calls in 2 lists, 100 rows a page.
  It filters by time (platform roughly, callspec exactly), status (platform), and duration (callspec).
  It reads until 2026-10-31 00:00 UTC: the newest come first, as is assumed.
  It may miss calls that change while it reads. It relies on stamp-zone, date-filter-stamp, and row-order.
`)
  const ruledOut = await callspec(['explain', '--source', 'autocalls', '--campaign-id', 'none'], { cwd: folderWith({ sources }) })
  expect(ruledOut.stdout).toBe('autocalls\n  It asks for nothing: no call can have that campaign.\n')
})

test.each([80, 120])('explain breaks its lines at spaces to fit %d columns', async (columns) => {
  const args = ['explain', '--full', '--since', '2026-11-01', '--status', 'failed']
  const wide = await callspec(args, { cwd: folderWith(talkoverConfig) })
  const { stdout } = await callspec(args, { cwd: folderWith(talkoverConfig), env: { COLUMNS: String(columns) } })
  expect(stdout.split(/\s+/)).toEqual(wide.stdout.split(/\s+/))
  // An address is one word, and stays whole.
  const tooWide = stdout.split('\n').filter((line) => line.length > columns)
  expect(tooWide.map((line) => line.trim().split(' ').length)).toEqual(columns === 80 ? [1] : [])
  expect(stdout).toMatch(/^ {15}\S.*\n {17}\S/m)
})

test('explain --json is one document with what callspec/explain gives', async () => {
  const args = ['explain', '--json', '--phone-number', '+15551234567', '--strict', '--total', 'acme=250']
  const { code, stdout, stderr } = await callspec(args, { cwd: folderWith(talkoverConfig) })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const log = callLog([talkover({ id: 'acme', token: 'another-key' })])
  const query = { phoneNumber: '+15551234567', strict: true }
  expect(JSON.parse(stdout)).toEqual({ sources: explain(log, query, { totals: { acme: 250 } }) })
  expect(JSON.parse(stdout).sources[0].expectedRequests).toEqual({ pages: 3, checks: 1 })
})

test.each([
  ['0', '1 page'],
  ['200', '2 pages'],
  ['250', '3 pages, and 1 more to check that the list stood still'],
])('explain --total acme=%s expects %s', async (total, expected) => {
  const { stdout } = await callspec(['explain', '--full', '--total', `acme=${total}`], { cwd: folderWith(talkoverConfig) })
  expect(stdout.split('\n')).toContain(`  expected     ${expected}`)
})

test('explain sends nothing', async () => {
  let requests = 0
  const baseUrl = await serve((request, response) => {
    requests++
    butterPage([])(request, response)
  })
  const cwd = folderWith({ sources: [{ provider: 'butter', apiKey: 'secret-key', baseUrl }] })
  const { code, stdout } = await callspec(['explain', '--full', '--include', 'transcript', '--order', 'oldest'], { cwd })
  expect({ code, requests }).toEqual({ code: 0, requests: 0 })
  expect(stdout.split('\n')).toEqual(
    expect.arrayContaining([
      `  requests     GET ${baseUrl}/api/calls?limit=100`,
      '  filters      none',
      '  order        newest createdAt first, not documented; not the order that was asked for',
      '               relied on for nothing',
      '  ends early   no: the list is read to its end',
      '  held back    to the end of the list',
      '  include      transcript: one more request per call',
    ]),
  )
  expect(stdout).not.toContain('secret-key')
})

test('explain shows a source that cannot answer beside the others, and ends with exit code 1', async () => {
  const sources = [
    { provider: 'zudu', apiKey: 'k', apiSecret: 's' },
    { provider: 'autocalls', token: 'k' },
  ]
  const { code, stdout, stderr } = await callspec(['explain', '--full', '--campaign-id', 'none'], {
    cwd: folderWith({ sources }),
  })
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
  expect(stdout.split('\n')).toEqual([
    'zudu',
    '  unsupported  campaign-id: neither rows nor filters of the list name a batch',
    '',
    'autocalls',
    '  requests     none: no call can have that campaign-id',
    expect.stringMatching(/^ {2}filters {6}campaign-id none: exact/),
    '',
  ])
})

test.each([
  [['--total', 'acme'], 'Invalid --total: received "acme". Pass a source and its rows, like main=250000.'],
  [['--total', 'other=5'], 'Unknown source "other". Known: acme.'],
  [['--limit', '-1'], 'Invalid --limit: received "-1". Pass a whole number from 0 on.'],
  [
    ['--status', 'ended'],
    'Invalid --status: received "ended". Pass one of queued, ringing, in_progress, completed, no_answer, busy, canceled, failed, unknown.',
  ],
  [['--raw'], "unknown option '--raw'. Run callspec explain --help."],
])('explain %j is wrong usage, told in one line', async (args, message) => {
  expect(await callspec(['explain', ...args], { cwd: folderWith(talkoverConfig) })).toEqual({
    code: 2,
    stdout: '',
    stderr: `callspec: ${message}\n`,
  })
})

const GLOBAL = ['--version', '--color']

test('explain takes every option of list that chooses sources or calls', async () => {
  const optionsOf = async (command: string) =>
    [...(await callspec([command, '--help'])).stdout.matchAll(/^ {2}(?:-h, )?(--\S+)/gm)].map(([, option]) => option)
  const own = [
    ...GLOBAL,
    '--skip-unsupported',
    '--no-raw',
    '--redact',
    '--verbose',
    '--stats',
    '--timeout',
    '--config',
    '--json',
    '--csv',
    '--help',
    '--state',
    // What a copy is asked needs no explaining: it sends nothing.
    '--from',
    '--gone',
    '--search',
    '--outcome',
    '--weekday',
    '--hour',
    '--provider',
    // How calls are printed.
    '--columns',
    '--template',
  ]
  const choosing = (await optionsOf('list')).filter((option) => option && !own.includes(option))
  expect(choosing.length).toBeGreaterThan(10)
  expect(await optionsOf('explain')).toEqual([...choosing, '--total', '--config', '--full', '--json', '--help', ...GLOBAL])
})

test('explain --help shows examples', async () => {
  const { code, stdout } = await callspec(['explain', '--help'])
  expect(code).toBe(0)
  expect(stdout).toContain('Examples:\n  callspec explain')
})

test('explain says which part a platform never has', async () => {
  const args = ['explain', '--full', '--include', 'recording']
  const { stdout } = await callspec(args, { cwd: folderWith(talkoverConfig) })
  expect(stdout).toContain('\n  include      recording: never; the platform documents none\n')
})

test('explain says of a query that reaches back further than a platform keeps calls what may be gone', async () => {
  const cwd = folderWith({ sources: [{ provider: 'vapi', apiKey: 'k' }] })
  const { stdout } = await callspec(['explain'], { cwd })
  expect(stdout).toContain('It may miss calls that change while it reads, and those of more than 14 days ago.')
  expect((await callspec(['explain', '--since', '2d'], { cwd })).stdout).toContain(
    'It may miss calls that change while it reads. It',
  )
  const full = (await callspec(['explain', '--full'], { cwd })).stdout
  expect(full).toContain(
    '  kept         14 days: Pay-as-you-go accounts keep calls for up to 14 days; an Enterprise plan sets its own time.\n',
  )
})
