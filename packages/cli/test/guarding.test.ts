import { providers } from '@callspec/all'
import { type Simulator, startSimulators } from '@callspec/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callspec, callspecAlone, folderWith, type Ran } from './run-callspec.js'
import { BUTTER_ROW, butterPage, serve } from './serve.js'

const KEY = 'sk_live_never_to_be_shown'
const butterAt = (baseUrl: string, more: object = {}) =>
  folderWith({ sources: [{ provider: 'butter', apiKey: KEY, baseUrl, ...more }] })

describe('--verbose', () => {
  test('tells each try and each wait on stderr, without a key, a value or a number', async () => {
    let asked = 0
    const page = butterPage([BUTTER_ROW])
    const baseUrl = await serve((request, response) => {
      if (asked++ > 0) page(request, response)
      else response.writeHead(503, { 'retry-after': '0' }).end('{}')
    })
    const cwd = butterAt(baseUrl, { id: 'acme' })
    const { code, stdout, stderr } = await callspec(['list', '--verbose', '--json', '--phone-number', '+15559876543'], { cwd })
    const lines = stderr
      .replaceAll(/\d+ ms/g, 'n ms')
      .replace(/retry in 0\.\d s/, 'retry in n s')
      .split('\n')
    expect({ code, calls: stdout.split('\n').length - 1, lines: lines.slice(0, 4) }).toEqual({
      code: 0,
      calls: 1,
      lines: [
        'butter (acme) GET /api/calls 503 n ms 2 B',
        'butter (acme) GET /api/calls retry in n s after 503',
        'butter (acme) GET /api/calls 200 n ms 345 B',
        '',
      ],
    })
    expect(stderr).not.toMatch(new RegExp(`${KEY}|9876543|call_abc123def456`))
  })

  test('tells a try without an answer by its code', async () => {
    const baseUrl = await serve(() => undefined)
    const { stderr } = await callspec(['get', 'butter', 'call_a', '--verbose', '--timeout', '0.2'], { cwd: butterAt(baseUrl) })
    expect(stderr.split('\n').slice(0, 2)).toEqual([
      'butter GET /api/calls/{call_sid} timeout',
      expect.stringMatching(/^butter GET \/api\/calls\/\{call_sid\} retry in 0\.\d s after timeout$/),
    ])
  })

  test('is silent unless it was asked for, and verify has it too', async () => {
    const cwd = butterAt(await serve(butterPage([BUTTER_ROW])))
    const [quiet, verbose] = [
      await callspec(['verify', 'butter'], { cwd }),
      await callspec(['verify', 'butter', '--verbose'], { cwd }),
    ]
    expect(quiet.stderr).toBe('')
    expect(verbose.stdout).toBe(quiet.stdout)
    expect(verbose.stderr.split('\n')[0]).toMatch(/^butter GET \/api\/calls 200 \d+ ms 345 B$/)
  })
})

describe('--redact', () => {
  let simulators: Simulator[]
  let cwd: string
  beforeAll(async () => {
    simulators = Object.values(await startSimulators({ calls: 40, seed: 9 }))
    cwd = folderWith({ sources: simulators.map(({ provider, baseUrl, credentials }) => ({ provider, baseUrl, ...credentials })) })
  })
  afterAll(() => Promise.all(simulators.map((simulator) => simulator.close())))

  /** What of the people in the store stands in an output. */
  function people({ stdout, stderr }: Ran): string[] {
    const known = simulators.flatMap((simulator) =>
      [...simulator.calls()].flatMap(({ from, to, customerNumber, agentNumber, agent, campaign, contact, recordingUrl }) => [
        ...[from, to, customerNumber, agentNumber].map((number) => number?.slice(-6)),
        ...[agent?.name, campaign?.name, contact?.name, contact?.email, recordingUrl],
        ...['How can I help', 'Let me look that up', 'The customer asked about'],
      ]),
    )
    return [...new Set(known)].filter((each) => each && `${stdout}${stderr}`.includes(each)) as string[]
  }

  const everything = ['--include', 'transcript', '--include', 'analysis', '--include', 'recording']

  test.each([
    ['a table', ['list']],
    ['JSON', ['list', '--json', ...everything]],
    ['a single call', ['get', 'zudu']],
    ['a single call as JSON', ['get', 'agentvoice', '--json']],
  ])('masks the people in %s, who are there without it', async (_, args) => {
    const simulator = simulators.find(({ provider }) => provider === args[1])
    const id = simulator ? [[...simulator.calls()].find(({ state }) => state === 'completed')!.id] : []
    const ran = await callspecAlone([...args.slice(0, 2), ...id, ...args.slice(2), '--redact'], { cwd })
    expect(ran.code).toBe(0)
    expect(people(ran)).toEqual([])
    expect(ran.stdout).toContain('***')
    expect(people(await callspecAlone([...args.slice(0, 2), ...id, ...args.slice(2)], { cwd })).length).toBeGreaterThan(2)
  })

  test('leaves the rest of the calls, and nothing of raw', async () => {
    const lines = async (...more: string[]) =>
      (await callspec(['list', '--json', ...more], { cwd })).stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
    const [redacted, whole] = [await lines('--redact'), await lines('--no-raw')]
    expect(redacted.length).toBeGreaterThanOrEqual(200)
    expect(
      redacted.map(({ key, occurredAt, status, durationSeconds }) => ({ key, occurredAt, status, durationSeconds })),
    ).toEqual(whole.map(({ key, occurredAt, status, durationSeconds }) => ({ key, occurredAt, status, durationSeconds })))
    expect(redacted.map((call) => Object.keys(call))).toEqual(whole.map((call) => Object.keys(call)))
  })
})

describe('the secrets that a spec marks', () => {
  test('are in no JSON of the command, though everything else that the platform sent is', async () => {
    const simulators = Object.values(await startSimulators({ calls: 20, seed: 4 }))
    try {
      const marked = simulators.flatMap((simulator) => {
        const { secrets = [] } = providers[simulator.provider].definition.descriptor
        return [...simulator.calls()].flatMap((call) => {
          const row = simulator.row(call) as Record<string, string | undefined>
          return secrets.flatMap((name) => (row[name] ? [{ simulator, call, name, row }] : []))
        })
      })
      const [{ simulator, call, name, row }] = marked as [(typeof marked)[number]]
      const { provider, baseUrl, credentials } = simulator
      const cwd = folderWith({ sources: [{ provider, baseUrl, ...credentials }] })
      for (const args of [['list'], ['list', '--include', 'transcript'], ['get', provider, call.id]]) {
        const { code, stdout } = await callspec([...args, '--json'], { cwd })
        expect(code).toBe(0)
        for (const each of marked) expect(stdout).not.toContain(each.row[each.name])
        const line = stdout.split('\n').find((each) => each.includes(`"${call.id}"`)) ?? '{}'
        const { raw, rawDetail } = JSON.parse(line)
        expect(raw ?? rawDetail).toMatchObject(JSON.parse(JSON.stringify({ ...row, [name]: '***' })))
      }
    } finally {
      await Promise.all(simulators.map((each) => each.close()))
    }
  })
})

test('secrets that stand deeper in a row are in no JSON either', async () => {
  const row = {
    id: '1',
    orgId: 'o',
    createdAt: '2026-11-01T08:00:00.000Z',
    updatedAt: '2026-11-01T08:00:00.000Z',
    type: 'webCall',
    status: 'in-progress',
    phoneNumber: { twilioPhoneNumber: '+15550101001', twilioAuthToken: 'KEEP-1', twilioApiSecret: 'KEEP-2' },
    assistant: { name: 'Ada', credentials: [{ provider: 'openai', apiKey: 'KEEP-3' }] },
    transport: { provider: 'daily', callUrl: 'https://rooms.example.com/KEEP-4', callToken: 'KEEP-5' },
    monitor: { listenUrl: 'wss://monitor.example.com/KEEP-6', controlUrl: 'https://monitor.example.com/KEEP-7' },
  }
  const baseUrl = await serve(({ url = '' }, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(url.startsWith('/call/') ? row : url.includes('createdAtLe') ? [] : [row]))
  })
  const cwd = folderWith({ sources: [{ provider: 'vapi', apiKey: 'k', baseUrl }] })
  for (const args of [['list'], ['get', 'vapi', '1']]) {
    const { code, stdout } = await callspec([...args, '--json'], { cwd })
    expect([code, stdout.includes('"id":"1"'), stdout.match(/KEEP-\d/g)]).toEqual([0, true, null])
  }
})

describe('what a terminal would obey', () => {
  // Escape sequences, C1 controls, marks of direction, what has no width, what ends a line, an invisible tag.
  const EVIL =
    '\u001b[2J\u001b]0;owned\u0007\u009b31m\u0085\u202a\u202e\u2066\u2069\u200b\u200d\u2060\ufeff\u00ad\u2028\u2029\r\nrow\u{e0041}\u061c'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\u{e0041}/u
  const bad = { ...BUTTER_ROW, call_sid: 'call_bad', created_at: EVIL, [`x${EVIL}`]: 1 }
  const detail = { ...BUTTER_ROW, agent_name: EVIL, transcript: [{ speaker: 'agent', text: EVIL }] }

  test('is in no table, no call and no message', async () => {
    const baseUrl = await serve((request, response) => {
      if (request.url?.includes('call_gone'))
        response.writeHead(404).end(JSON.stringify({ message: EVIL, errors: { [EVIL]: [EVIL] } }))
      else if (request.url?.startsWith('/api/calls/')) response.end(JSON.stringify({ data: detail }))
      else
        butterPage([{ ...BUTTER_ROW, agent_name: EVIL, status: EVIL, agent_id: EVIL, end_reason: EVIL, to_number: EVIL }, bad])(
          request,
          response,
        )
    })
    const cwd = butterAt(baseUrl)
    const listed = await callspec(['list'], { cwd })
    expect([listed.code, listed.stdout.split('\n').length]).toEqual([1, 3])
    const got = await callspec(['get', 'butter', 'call_abc123def456'], { cwd })
    expect(got.stdout.split('\n').filter((line) => line.includes('row'))).toEqual([
      `agent:        ${'\ufffd[2J\ufffd]0;owned\ufffd\ufffd31m'}${'\ufffd'.repeat(14)}row\ufffd\ufffd`,
      expect.stringMatching(/^ {2}agent: \ufffd\[2J\ufffd\]0;owned.* ?row\ufffd\ufffd$/),
    ])
    const gone = await callspec(['get', 'butter', 'call_gone'], { cwd })
    expect([gone.code, gone.stderr.split('\n').length]).toEqual([1, 2])
    for (const { stdout, stderr } of [listed, got, gone]) expect(`${stdout}${stderr}`).not.toMatch(OBEYED)
  })

  test('is told from what is seen: fillers and selectors from the colour of an emoji', async () => {
    const agent_name = 'a\u034fb\u115fc\u3164d\ufe00e\ufe0ff\u{e0100}g \u2764\ufe0f'
    const cwd = butterAt(await serve(butterPage([{ ...BUTTER_ROW, agent_name }])))
    const listed = await callspec(['list'], { cwd })
    expect(listed.stdout).toContain('a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg \u2764\ufe0f')
    const { stdout } = await callspec(['list', '--json'], { cwd })
    expect(stdout).toContain('"a\\u034fb\\u115fc\\u3164d\\ufe00e\\ufe0ff\\udb40\\udd00g \u2764\\ufe0f"')
    expect(JSON.parse(stdout).agent.name).toBe(agent_name)
  })

  test('is escaped in JSON, and a reader of JSON gets it back', async () => {
    const baseUrl = await serve((request, response) =>
      request.url?.startsWith('/api/calls/')
        ? response.end(JSON.stringify({ data: detail }))
        : butterPage([detail])(request, response),
    )
    const cwd = butterAt(baseUrl)
    for (const args of [
      ['list', '--json', '--include', 'transcript'],
      ['get', 'butter', 'call_abc123def456', '--json'],
    ]) {
      const { stdout } = await callspec(args, { cwd })
      expect(stdout).not.toMatch(OBEYED)
      expect(stdout.split('\n')).toHaveLength(2)
      const call = JSON.parse(stdout)
      expect([call.agent.name, call.transcript[0].text, (call.rawDetail?.data ?? call.raw).agent_name]).toEqual([
        EVIL,
        EVIL,
        EVIL,
      ])
    }
  })
})

describe('a call that is nested without end', () => {
  // Node writes nested arrays without recursion, but not objects with numbers as names.
  const nested = `${'{"0":'.repeat(100_000)}1${'}'.repeat(100_000)}`
  const row = `${JSON.stringify(BUTTER_ROW).slice(0, -1)},"more":${nested}}`
  const page = `{"data":[${row},${JSON.stringify({ ...BUTTER_ROW, call_sid: 'call_b' })}],"pagination":{"has_more":false,"next_cursor":null}}`
  const at = () => serve((request, response) => response.end(request.url?.startsWith('/api/calls/') ? `{"data":${row}}` : page))
  const said = 'its raw data is nested too deeply for JSON, so the call is written without it.'

  test('is listed as JSON without its raw, said so, and ends with exit code 1', async () => {
    const { code, stdout, stderr } = await callspec(['list', '--json'], { cwd: butterAt(await at()) })
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ id, raw }) => [id, raw?.call_sid])).toEqual([
      ['call_abc123def456', undefined],
      ['call_b', 'call_b'],
    ])
    const last = stderr.trimEnd().split('\n').at(-1)
    expect({ code, last }).toEqual({ code: 1, last: `callspec: butter/call_abc123def456: ${said}` })
  })

  test('is got as JSON without its raw, said so, and ends with exit code 1', async () => {
    const { code, stdout, stderr } = await callspec(['get', 'butter', 'call_abc123def456', '--json'], {
      cwd: butterAt(await at()),
    })
    expect({ code, stderr }).toEqual({ code: 1, stderr: `callspec: butter/call_abc123def456: ${said}\n` })
    expect(JSON.parse(stdout)).not.toHaveProperty('rawDetail')
  })

  test.each([
    [['list']],
    [['list', '--json', '--no-raw']],
    [['list', '--json', '--redact']],
    [['get', 'butter', 'call_abc123def456']],
  ])('is nothing to speak of for %j', async (args) => {
    const { code, stdout } = await callspec(args, { cwd: butterAt(await at()) })
    expect([code, stdout.includes('call_abc123def456')]).toEqual([0, true])
  })
})
