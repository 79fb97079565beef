import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { startSimulator } from '@callspec/simulator'
import { expect, onTestFinished, test } from 'vitest'
import { callspec, folder, folderWith, startCallspec } from './run-callspec.ts'
import { serve } from './serve.ts'

/** The command as it runs: what it printed, and its end. */
async function explore(args: readonly string[], env: Record<string, string> = {}) {
  const child = startCallspec(['explore', ...args], { env })
  onTestFinished(() => void child.kill('SIGKILL'))
  const printed = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text
    })
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  await expect.poll(() => printed.stdout).toContain('\n')
  const { origin, hash } = new URL(printed.stdout.trim())
  const headers = { authorization: `Bearer ${hash.replace('#token=', '')}` }
  return {
    child,
    printed,
    ended,
    origin,
    token: hash.replace('#token=', ''),
    // Who asks knows what is answered.
    get: async (path: string) => (await fetch(`${origin}${path}`, { headers })).json() as Promise<Record<string, never>>,
  }
}

/** A copy that the command made. */
async function copyOf(calls: number): Promise<string> {
  const simulator = await startSimulator('butter', { calls })
  onTestFinished(() => simulator.close())
  const cwd = folderWith({ sources: [{ provider: 'butter', apiKey: simulator.credentials.apiKey, baseUrl: simulator.baseUrl }] })
  const synced = await callspec(['sync', '--to', 'calls.db'], { cwd })
  expect([synced.code, synced.stderr]).toEqual([0, ''])
  return join(cwd, 'calls.db')
}

test('one line on stdout is the address with the token; it may be opened many times; SIGTERM ends it with 0, and the token is in no log', async () => {
  const file = await copyOf(150)
  const running = await explore(['--from', file, '--time-zone', 'Europe/Berlin'])
  expect(running.printed.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?zone=Europe%2FBerlin#token=[\w-]{16,}\n$/)
  await expect.poll(() => running.get('/api/state')).toMatchObject({ address: file, isDemo: false, loading: null })
  const opened = await Promise.all(Array.from({ length: 30 }, () => running.get('/api/calls?limit=1')))
  expect(opened.every(({ count }) => count === 150)).toBe(true)
  expect((await fetch(running.origin)).status).toBe(200)
  expect((await fetch(`${running.origin}/api/calls`)).status).toBe(401)
  running.child.kill('SIGTERM')
  expect(await running.ended).toBe(0)
  expect(running.printed.stdout.split('\n')).toHaveLength(2)
  expect(running.printed.stderr).toBe('Stop with Ctrl-C.\n')
  // Beside the copy nothing is left of its reader.
  expect(readdirSync(join(file, '..')).sort()).toEqual(['calls.db', 'callspec.config.json'])
})

test('with a copy and nothing else, no request leaves but to the page itself', async () => {
  const asked: string[] = []
  const proxy = await serve((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(502).end()
  })
  const running = await explore(['--from', await copyOf(30)], { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, NODE_USE_ENV_PROXY: '1' })
  await expect.poll(() => running.get('/api/overview')).toMatchObject({ total: { calls: 30 } })
  const { calls } = (await running.get('/api/calls')) as unknown as { calls: { key: string }[] }
  await running.get(`/api/call?key=${calls[0]?.key}`)
  expect(asked).toEqual([])
  running.child.kill('SIGINT')
  expect(await running.ended).toBe(0)
})

test('--demo needs nothing: calls of every platform come while one looks, and nothing is left of them in the end', async () => {
  const temporary = folder()
  const running = await explore(['--demo'], { TMPDIR: temporary })
  expect(running.printed.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{16,}\n$/)
  const calls = async () => ((await running.get('/api/overview')) as unknown as { total: { calls: number } }).total.calls
  await expect.poll(calls).toBeGreaterThan(1000)
  expect(await running.get('/api/state')).toMatchObject({ isDemo: true })
  expect(readdirSync(temporary)).toHaveLength(1)
  running.child.kill('SIGTERM')
  expect(await running.ended).toBe(0)
  expect(readdirSync(temporary)).toEqual([])
})

test('what cannot be shown is refused in one line', async () => {
  const cwd = folder()
  const taken = new URL(await serve((_, response) => response.end())).port
  const file = await copyOf(1)
  for (const [args, code, said] of [
    [[], 2, 'Name a copy with --from, or pass --demo for simulated calls.'],
    [['--from', 'calls.db', '--demo'], 2, 'Name a copy with --from, or pass --demo for simulated calls.'],
    [['--from', 'calls.db'], 2, 'calls.db does not exist. Make it with callspec sync --to calls.db.'],
    [['--from', 'calls.csv'], 2, 'calls.csv does not exist. Make it with callspec sync --to calls.csv.'],
    [['--from', file, '--time-zone', 'Mars'], 2, 'Invalid --time-zone: received "Mars". Pass an IANA zone like Europe/Berlin.'],
    [['--from', file, '--port', '70000'], 2, 'Invalid --port: received "70000". Pass a whole number from 0 to 65535.'],
    [['--from', file, '--port', taken], 1, `Port ${taken} is not available (EADDRINUSE). Pass another --port.`],
  ] as const) {
    const ran = await callspec(['explore', ...args], { cwd })
    expect([args, ran.code, ran.stdout, ran.stderr]).toEqual([args, code, '', `callspec: ${said}\n`])
  }
  expect(existsSync(join(cwd, 'calls.db'))).toBe(false)
})

test('the command finds in a copy what the page does, and says that no platform answers it', async () => {
  const file = await copyOf(200)
  const keys = async (...args: string[]) => {
    const { code, stdout, stderr } = await callspec(['list', '--from', file, '--json', '--no-raw', ...args])
    expect([code, stderr.includes('callspec:')]).toEqual([0, false])
    return stdout
      .trimEnd()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { id: string; durationSeconds: number; occurredAt: string })
  }
  const all = await keys()
  const found = await keys(
    '--min-duration',
    '1m',
    '--max-duration',
    '200.5',
    '--weekday',
    'fri,saturday',
    '--hour',
    '22-3,12',
    '--time-zone',
    'Europe/Berlin',
  )
  const isWanted = ({ durationSeconds, occurredAt }: (typeof all)[number]) => {
    const [day, hour] = new Intl.DateTimeFormat('en', {
      timeZone: 'Europe/Berlin',
      weekday: 'short',
      hour: 'numeric',
      hourCycle: 'h23',
    })
      .format(Date.parse(occurredAt))
      .split(', ')
    return (
      durationSeconds >= 60 &&
      durationSeconds <= 200.5 &&
      ['Fri', 'Sat'].includes(day ?? '') &&
      [22, 23, 0, 1, 2, 3, 12].includes(Number(hour))
    )
  }
  expect(found.length).toBeGreaterThan(0)
  expect(found).toEqual(all.filter(isWanted))
  expect(await keys('--search', all[7]!.id)).toEqual([all[7]])
  expect((await keys('--provider', 'butter')).length).toBe(all.length)
  const counted = await callspec(['stats', '--from', file, '--outcome', 'failed', '--json'])
  expect(JSON.parse(counted.stdout.split('\n')[0] ?? '')).toMatchObject({ answered: 0, unknown: 0 })
  for (const [args, said] of [
    [
      ['list', '--search', 'refund'],
      '--search is answered by a copy alone. Pass --from as well, or make one with callspec sync --to calls.db.',
    ],
    [
      ['stats', '--hour', '9'],
      '--hour is answered by a copy alone. Pass --from as well, or make one with callspec sync --to calls.db.',
    ],
    [
      ['export', '--to', 'x.csv', '--outcome', 'failed'],
      '--outcome is answered by a copy alone. Pass --from as well, or make one with callspec sync --to calls.db.',
    ],
    [['list', '--from', file, '--provider', 'vapi'], 'Invalid --provider: received "vapi". Pass one of butter.'],
    [['list', '--from', file, '--hour', '9-24'], 'Invalid --hour: received "9-24". Pass hours from 0 to 23, like 9-17 or 20.'],
    [
      ['list', '--from', file, '--weekday', 'funday'],
      'Invalid --weekday: received "funday". Pass days like mon,tue or saturday.',
    ],
    [
      ['list', '--from', file, '--max-duration', 'long'],
      'Invalid --max-duration: received "long". Pass a number with s, m, h, d or w, like 15m or 48h.',
    ],
    [
      ['list', '--from', file, '--outcome', 'good'],
      'Invalid --outcome: received "good". Pass one of answered, no_answer, failed, unknown.',
    ],
  ] as const) {
    const ran = await callspec(args)
    expect([args, ran.code, ran.stderr]).toEqual([args, 2, `callspec: ${said}\n`])
  }
})
