import { serveExplorer } from '@callspec/explorer'
import { type Call, PARTS } from 'callspec'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallAnswer, Calls, ErrorAnswer, Overview, State } from '../src/api/answers.ts'
import { type OpenPage, openPage, rawRequest } from './open-page.ts'
import { PROVIDERS, type SimulatedCopy, simulatedCopy } from './simulated-copy.ts'

let simulated: SimulatedCopy
let explorer: Awaited<ReturnType<typeof serveExplorer>>
let page: OpenPage

beforeAll(async () => {
  simulated = await simulatedCopy(PROVIDERS, { calls: 40, spacingSeconds: 7200 }, { include: PARTS })
  explorer = await serveExplorer(simulated.copy)
  page = openPage(explorer)
  while ((await page.get<State>('/api/state')).loading !== null) await new Promise((resolve) => setTimeout(resolve, 20))
})
afterAll(async () => {
  await explorer.close()
  await simulated.close()
})

/** Addresses with data, and others. */
const CLOSED = [
  '/api/state',
  '/api/overview',
  '/api/calls',
  '/api/call?key=butter/x',
  '/api/recording?key=butter/x',
  '/api/export?format=csv',
  '/api/ticket',
  '/api/none',
  '/favicon.ico',
  '/index.html',
]

test('the page comes without the token, with a policy that lets nothing in from elsewhere; data comes only with it', async () => {
  const shell = await fetch(page.origin)
  expect(shell.status).toBe(200)
  const policy = shell.headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/^default-src 'none'; script-src ('sha256-[\w+/=]+' ?)+;/)
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*(unsafe-inline|http|\*)/)
  expect(await shell.text()).not.toContain(simulated.copy.sources[0]?.id)
  expect(page.token).toMatch(/^[\w-]{16,}$/)
  for (const path of CLOSED) {
    const without: Record<string, string>[] = [
      {},
      { authorization: 'Bearer ' },
      { authorization: `Bearer ${page.token}x` },
      { authorization: page.token },
      { cookie: `token=${page.token}` },
    ]
    for (const headers of without) {
      const { status, text } = await rawRequest(page.origin, path, { host: new URL(page.origin).host, ...headers })
      expect([path, status]).toEqual([path, 401])
      expect(text).not.toMatch(/butter\/|call_/)
    }
    // It stands in no address that could be logged, and is of no use there.
    expect(
      (await rawRequest(page.origin, `${path}${path.includes('?') ? '&' : '?'}token=${page.token}&ticket=${page.token}`)).status,
    ).toBe(401)
  }
  expect((await page.fetch('/api/none')).status).toBe(404)
})

test('a host that is not of this machine with its port, and a foreign page, get nothing, whatever they ask for', async () => {
  const { port } = new URL(page.origin)
  const authorization = `Bearer ${page.token}`
  for (const path of ['/', ...CLOSED]) {
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      'localhost',
      `127.0.0.1:${Number(port) + 1}`,
      `localhost.evil.example:${port}`,
      `[::2]:${port}`,
    ]) {
      expect([path, host, (await rawRequest(page.origin, path, { host, authorization })).status]).toEqual([path, host, 403])
    }
    for (const origin of ['https://evil.example', `http://127.0.0.1:${Number(port) + 1}`, 'null', `https://localhost:${port}`]) {
      const answer = await rawRequest(page.origin, path, { origin, authorization })
      expect([path, origin, answer.status]).toEqual([path, origin, 403])
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  }
  for (const site of ['cross-site', 'same-site']) {
    expect((await rawRequest(page.origin, '/api/state', { authorization, 'sec-fetch-site': site })).status).toBe(403)
    // A link somewhere may lead to the page, which holds no calls.
    expect((await rawRequest(page.origin, '/', { 'sec-fetch-site': site })).status).toBe(200)
  }
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]) {
    expect((await rawRequest(page.origin, '/api/state', { host, authorization, origin: `http://${host}` })).status).toBe(200)
  }
  const preflight = await rawRequest(
    page.origin,
    '/api/state',
    { origin: 'https://evil.example', 'access-control-request-method': 'GET' },
    'OPTIONS',
  )
  expect(preflight.status).toBe(403)
})

test('hostile requests are refused one by one, and the server goes on', async () => {
  const headers = { authorization: `Bearer ${page.token}` }
  const statusOf = async (path: string, method = 'GET', more: Record<string, string> = {}) =>
    (await rawRequest(page.origin, path, { ...headers, ...more }, method)).status
  expect(await statusOf('//evil.example/api/state')).toBe(400)
  expect(await statusOf('http://[')).toBe(400)
  expect(await statusOf('*', 'OPTIONS')).toBe(400)
  expect(await statusOf('/%00')).toBe(404)
  expect(await statusOf('/api/%2e%2e/etc/passwd')).toBe(404)
  expect(await statusOf('/__proto__')).toBe(404)
  expect(await statusOf('/api/state', 'POST')).toBe(405)
  expect(await statusOf('/', 'DELETE')).toBe(405)
  expect(await statusOf('/api/ticket')).toBe(405)
  expect(await statusOf(`/api/calls?search=${'x'.repeat(10_000)}`)).toBe(200)
  expect(await statusOf('/api/state', 'GET', { 'x-long': 'x'.repeat(40_000) })).toBe(431)
  expect(await statusOf('/api/calls?key=%E0%A4%A')).toBe(200)
  for (const [path, said] of [
    ['/api/calls?status=fine', 'Invalid status: received "fine".'],
    ['/api/calls?sort=price', 'Invalid sort: received "price".'],
    ['/api/calls?limit=1001', 'Invalid limit: received "1001".'],
    ['/api/calls?offset=-1', 'Invalid offset: received "-1".'],
    ['/api/calls?zone=Mars/Base', 'Invalid timeZone: received "Mars/Base".'],
    ['/api/overview?since=yesterday', 'Invalid since: received "yesterday".'],
    ['/api/overview?since=2026-02-01&until=2026-01-01', 'after until'],
    ['/api/call?key=', 'Invalid key'],
    ['/api/export?format=doc', 'Invalid format: received "doc".'],
    ['/api/export?format=csv&columns=secret', 'Unknown column "secret".'],
  ] as const) {
    const response = await page.fetch(path)
    expect([path, response.status]).toEqual([path, 400])
    expect(((await response.json()) as ErrorAnswer).error).toContain(said)
  }
  expect((await page.fetch('/api/call?key=butter/%00')).status).toBe(404)
  expect((await page.fetch('/api/call?key=none/1')).status).toBe(400)
  expect((await page.fetch('/api/ticket', { method: 'POST', body: 'x'.repeat(200_000) })).status).toBe(413)
  expect(
    (await page.fetch('/api/ticket', { method: 'POST', body: '{"address":"https://evil.example/api/export"}' })).status,
  ).toBe(400)
  expect((await page.fetch('/api/ticket', { method: 'POST', body: '{"address":"/api/state"}' })).status).toBe(400)
  expect((await page.fetch('/api/state')).status).toBe(200)
})

test('rows come as they are listed, page by page, and a call with all that the copy has of it', async () => {
  const { count, calls } = await page.get<Calls>('/api/calls?limit=7&offset=3&status=completed')
  const listed: Call[] = []
  const query = { status: 'completed' as const, include: ['cost', 'recording', 'analysis'] as const }
  for await (const call of simulated.copy.log({ onUnsupported: 'skip' }).list(query)) listed.push(call)
  expect(count).toBe(listed.length)
  // A row of the table has no transcript, even where its list has one.
  const rows = listed
    .slice(3, 10)
    .map(({ raw: _raw, rawDetail: _detail, transcript: _turns, transcriptText: _text, ...call }) => call)
  expect(calls).toEqual(JSON.parse(JSON.stringify(rows)))
  const retell = (await page.get<Calls>('/api/calls?source=retell&status=completed&search=refund&limit=1')).calls[0]!
  const { call, raw, parts, position } = await page.get<CallAnswer>(
    `/api/call?key=${retell.key}&source=retell&search=refund&status=completed`,
  )
  expect(call).toMatchObject({
    key: retell.key,
    transcript: expect.arrayContaining([expect.objectContaining({ text: expect.stringContaining('refund') })]),
  })
  expect(JSON.parse(raw ?? '')).toMatchObject({ call_id: retell.id })
  expect(raw).toContain('\n  "')
  expect(position).toBe(0)
  expect(parts.every(({ because }) => because.length > 10)).toBe(true)
  expect((await page.get<CallAnswer>(`/api/call?key=${retell.key}&source=butter`)).position).toBeNull()
})

test('a call names the other calls with the same customer, over all sources', async () => {
  const all = (await page.get<Calls>('/api/calls?limit=1000')).calls
  const byCustomer = Map.groupBy(
    all.filter(({ customerNumber }) => customerNumber !== null),
    ({ customerNumber }) => customerNumber!.replace(/\D/g, ''),
  )
  const [, calls = []] = [...byCustomer].find(([, { length }]) => length > 2)!
  const { sameCustomer } = await page.get<CallAnswer>(`/api/call?key=${encodeURIComponent(calls[1]!.key)}`)
  expect(sameCustomer.map(({ key }) => key)).toEqual(calls.filter((_, index) => index !== 1).map(({ key }) => key))
  expect(new Set(calls.map(({ source }) => source)).size).toBeGreaterThan(1)
})

test('secrets of a platform’s rows are masked, as list --json has them', async () => {
  const calls = (await page.get<Calls>('/api/calls?source=retell&channel=web&limit=50')).calls
  const raws = await Promise.all(calls.map(async ({ key }) => (await page.get<CallAnswer>(`/api/call?key=${key}`)).raw ?? ''))
  const tokens = raws.filter((raw) => raw.includes('access_token'))
  expect(tokens.length).toBeGreaterThan(0)
  for (const raw of tokens) expect(JSON.parse(raw).access_token).toBe('***')
})

test('with redact=1 no answer holds a number, a name, a word that was said, a recording or a row', async () => {
  const plain = (await page.get<Calls>('/api/calls?limit=1000')).calls
  const secrets = new Set(
    plain.flatMap(({ customerNumber, agentNumber, agent, contact }) =>
      [customerNumber, agentNumber, agent?.name, contact?.name, contact?.email].filter((text) => text && text.length > 4),
    ),
  )
  const answers = await Promise.all([
    page.get<Calls>('/api/calls?limit=1000&redact=1'),
    page.get<Overview>('/api/overview?redact=1'),
    ...plain.slice(0, 40).map(({ key }) => page.get<CallAnswer>(`/api/call?key=${encodeURIComponent(key)}&redact=1`)),
  ])
  const text = JSON.stringify(answers)
  expect([...secrets].filter((secret) => text.includes(String(secret)))).toEqual([])
  expect(text).not.toContain('How can I help')
  expect(text).not.toContain('api/recording')
  expect(answers.slice(2).every((answer) => 'raw' in answer && answer.raw === null && answer.rawDetail === null)).toBe(true)
  const csv = await page.fetch('/api/export?format=csv&redact=1')
  const file = await csv.text()
  expect([...secrets].filter((secret) => file.includes(String(secret)))).toEqual([])
})

test('what is shown is downloaded by a ticket, once, in its order and with the chosen columns', async () => {
  const shown = await page.get<Calls>('/api/calls?sort=-durationSeconds&limit=1000&status=completed')
  const address = '/api/export?sort=-durationSeconds&status=completed&format=csv&columns=key,duration_seconds'
  const made = await page.fetch('/api/ticket', { method: 'POST', body: JSON.stringify({ address }) })
  const { address: ticket } = (await made.json()) as { address: string }
  expect(ticket).not.toContain(page.token)
  expect((await fetch(`${page.origin}${ticket.replace('completed', 'failed')}`)).status).toBe(401)
  const file = await fetch(`${page.origin}${ticket}`)
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="calls-\d{4}-\d\d-\d\d\.csv"$/)
  const lines = (await file.text()).trimEnd().split('\r\n')
  expect(lines).toEqual([
    'key,duration_seconds',
    ...shown.calls.map(({ key, durationSeconds }) => `${key},${durationSeconds ?? ''}`),
  ])
  expect((await fetch(`${page.origin}${ticket}`)).status).toBe(401)
  for (const [format, magic] of [
    ['excel', 'PK'],
    ['parquet', 'PAR1'],
  ]) {
    const response = await page.fetch(`/api/export?format=${format}`)
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, magic!.length)
        .toString(),
    ).toBe(magic)
  }
})
