// The vendor's published SDK, which nobody here wrote, reads the simulator: what it sends and what it expects are the platform's own.
import { type Simulator, type SimulatorOptions, startSimulator } from '@callspec/simulator'
import Telnyx from 'telnyx'
import { expect, onTestFinished, test } from 'vitest'
import { callLog } from '../../callspec/src/index.js'
import { telnyx } from '../src/index.js'

type Query = Telnyx.Texml.Accounts.CallRetrieveCallsParams
type Row = Telnyx.Texml.Accounts.CallResource

async function start(options: SimulatorOptions = {}) {
  const simulator = await startSimulator('telnyx', { calls: 230, ...options })
  onTestFinished(() => simulator.close())
  const { apiKey = '', accountSid = '' } = simulator.credentials
  return { simulator, accountSid, apiKey, sdk: new Telnyx({ baseURL: simulator.baseUrl, apiKey, maxRetries: 0 }) }
}

/** All rows, page after page: what a link to the next page names is what the SDK takes. */
async function readAll(sdk: Telnyx, accountSid: string, query: Query): Promise<Row[]> {
  const rows: Row[] = []
  for (let next: Query | undefined = {}; next; ) {
    const page = await sdk.texml.accounts.calls.retrieveCalls(accountSid, { ...query, ...next })
    rows.push(...(page.calls ?? []))
    const link: URLSearchParams | undefined = page.next_page_uri
      ? new URL(page.next_page_uri, sdk.baseURL).searchParams
      : undefined
    next = link && { Page: Number(link.get('Page')), PageToken: link.get('PageToken') ?? '' }
  }
  return rows
}

const ids = (
  simulator: Simulator,
  keeps: (call: ReturnType<Simulator['calls']> extends Iterable<infer Call> ? Call : never) => boolean,
) => [...simulator.calls()].filter(keeps).map(({ id }) => id)

test.each(['absent', 'null', 'empty', 'empty-page'])(
  'lists every call once, page by page, where the last link is %s',
  async (last) => {
    const { simulator, sdk, accountSid } = await start({ knobs: { 'last-link': last } })
    const rows = await readAll(sdk, accountSid, { PageSize: 100 })
    const query = (page: number) => [
      ['PageSize', '100'],
      ['Page', String(page)],
      ['PageToken', expect.any(String)],
    ]
    expect(simulator.requests.slice(0, 3).map(({ path, query }) => [path, query])).toEqual([
      [`/v2/texml/Accounts/${accountSid}/Calls`, [['PageSize', '100']]],
      [`/v2/texml/Accounts/${accountSid}/Calls`, query(1)],
      [`/v2/texml/Accounts/${accountSid}/Calls`, query(2)],
    ])
    expect(rows.map(({ sid }) => sid).toSorted()).toEqual(ids(simulator, () => true).toSorted())
  },
)

test('gives the filters of the SDK the meaning that its types say, by the names that it sends', async () => {
  const { simulator, sdk, accountSid } = await start({ knobs: { 'date-names': 'sign', 'unstarted-calls': 'dropped' } })
  const sample = [...simulator.calls()].find(({ startedAt }) => startedAt !== null)!
  const day = '2026-11-20'
  const begin = Date.parse(day)
  const cases: [Query, Parameters<typeof ids>[1]][] = [
    [{ Status: 'no-answer' }, ({ status }) => status === 'no-answer'],
    [{ From: sample.from! }, ({ from }) => from === sample.from],
    [{ To: sample.to! }, ({ to }) => to === sample.to],
    [{ StartTime: day }, ({ startedAt: at }) => at !== null && at >= begin],
    [
      { StartTime_lt: day, Status: 'completed' },
      ({ startedAt: at, status }) => at !== null && at < begin && status === 'completed',
    ],
    [{ EndTime_gt: '2026-11-19' }, ({ endedAt: at }) => at !== null && at >= begin],
  ]
  for (const [query, keeps] of cases) {
    const found = (await readAll(sdk, accountSid, query)).map(({ sid }) => sid)
    expect([query, found.toSorted()]).toEqual([query, ids(simulator, keeps).toSorted()])
    expect(found.length).toBeGreaterThan(0)
  }
  // Not as the page of the list has it.
  expect(simulator.requests.flatMap(({ query }) => query.map(([name]) => name))).toEqual(
    expect.arrayContaining(['StartTime<', 'EndTime>']),
  )
})

test('gets, makes and ends calls, and reads what hangs on them', async () => {
  const { simulator, sdk, accountSid } = await start({ calls: 60 })
  const account = { account_sid: accountSid }
  const { calls } = sdk.texml.accounts
  for (const { id, status, from } of simulator.calls()) {
    expect(await calls.retrieve(id, account)).toMatchObject({ sid: id, status, from })
  }
  const over = [...simulator.calls()].filter(({ state }) => state === 'completed')
  const recorded = []
  for (const { id } of over) {
    const { recordings = [] } = await calls.recordingsJson.retrieveRecordingsJson(id, account)
    recorded.push(...recordings.filter(({ status }) => status === 'completed'))
  }
  expect(recorded.length).toBeGreaterThan(10)
  const whole = await sdk.texml.accounts.recordings.json.retrieveRecordingSidJson(recorded[0]!.sid!, account)
  expect(whole).toEqual(recorded[0])

  const talked = over.find(({ index }) => index % 3 !== 0)!
  const { data } = await sdk.ai.conversations.list({ 'metadata->call_control_id': `eq.${talked.id}` })
  const messages = []
  for await (const message of sdk.ai.conversations.messages.list(data[0]!.id, { 'page[size]': 4 })) messages.push(message)
  expect(messages.map(({ role }) => role)).toEqual(['assistant', 'user', 'assistant', 'tool', 'assistant', 'user'])
  const texts = []
  for await (const text of sdk.recordingTranscriptions.list({ 'page[size]': 3 })) texts.push(text)
  expect(texts.length).toBeGreaterThan(3)
  const found = await sdk.recordingTranscriptions.list({ filter: { recording_id: texts[0]!.recording_id! } })
  expect(found.data).toEqual([texts[0]])

  const made = await calls.calls(accountSid, { body: { Url: 'https://example.com', From: '+15550201001', To: '+15550101001' } })
  expect(made).toEqual({ from: '+15550201001', to: '+15550101001', status: 'queued' })
  const ringing = [...simulator.calls()].at(-1)!
  expect(await calls.update(ringing.id, { ...account, Status: 'completed' })).toMatchObject({
    sid: ringing.id,
    status: 'completed',
  })
})

test('takes the errors of the simulator for what they are', async () => {
  const { simulator, sdk, accountSid } = await start({ calls: 3 })
  const { calls } = sdk.texml.accounts
  const stranger = new Telnyx({ baseURL: simulator.baseUrl, apiKey: 'KEY_wrong', maxRetries: 0 })
  await expect(stranger.texml.accounts.calls.retrieveCalls(accountSid)).rejects.toBeInstanceOf(Telnyx.AuthenticationError)
  await expect(calls.retrieveCalls('another')).rejects.toBeInstanceOf(Telnyx.NotFoundError)
  await expect(calls.retrieveCalls(accountSid, { PageSize: 0 })).rejects.toBeInstanceOf(Telnyx.UnprocessableEntityError)
  simulator.fault({ fault: '429' })
  await expect(calls.retrieveCalls(accountSid)).rejects.toBeInstanceOf(Telnyx.RateLimitError)
})

test('reads the same rows as the log', async () => {
  const { simulator, sdk, accountSid, apiKey } = await start()
  const rows = new Map((await readAll(sdk, accountSid, {})).map((row) => [row.sid, row]))
  let calls = 0
  for await (const { id, raw } of callLog([telnyx({ baseUrl: simulator.baseUrl, apiKey, accountSid })]).list()) {
    expect(raw).toEqual(rows.get(id))
    calls++
  }
  expect(calls).toBe(rows.size)
})
