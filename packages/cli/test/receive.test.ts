import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { text as textOf } from 'node:stream/consumers'
import { type Simulator, startSimulator } from '@callspec/simulator'
import { afterEach, expect, it } from 'vitest'
import { callspec, folder, folderWith, startCallspec } from './run-callspec.js'

let simulator: Simulator
afterEach(() => simulator?.close())

const sourceFor = ({ provider, baseUrl, credentials }: Simulator) => ({ id: 'desk', provider, baseUrl, ...credentials })

/** The command, once it listens, and the address of its first source. */
async function startReceiving(cwd: string, env: Record<string, string>, args: readonly string[] = []) {
  const child = startCallspec(['receive', '--to', 'calls.db', '--port', '0', ...args], { cwd, env })
  const printed = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      printed[stream] += text
    })
  }
  while (!printed.stderr.includes('Stop with Ctrl-C.')) {
    if (child.exitCode !== null) throw new Error(printed.stderr)
    await once(child.stderr, 'data')
  }
  const [address = ''] = printed.stdout.split('\n')
  return { child, printed, address }
}

const statuses = (cwd: string): unknown[] => {
  const database = new DatabaseSync(join(cwd, 'calls.db'), { readOnly: true })
  try {
    return database.prepare('SELECT status FROM calls').all().map(Object.values)
  } finally {
    database.close()
  }
}

it('receive brings a call that a signed hook tells of, refuses others, and says at the end what came', async () => {
  // Its hooks are signed with its key.
  simulator = await startSimulator('retell', { calls: 3 })
  const cwd = folderWith({ sources: [sourceFor(simulator)] })
  const env = { RETELL_WEBHOOK_KEY: simulator.credentials.apiKey ?? '' }
  const { child, printed, address } = await startReceiving(cwd, env, ['--verbose'])
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/hooks\/desk$/)
  const sender = await startSimulator('retell', { calls: 3, webhooks: { url: address } })
  sender.arrive(1, { state: 'completed' })
  simulator.arrive(1, { state: 'completed' })
  await sender.hooksSettled()
  await sender.close()
  const refused = await fetch(address, { method: 'POST', body: '{"event":"call_ended"}' })
  expect(refused.status).toBe(401)
  while (!printed.stderr.includes('is new or has changed')) await once(child.stderr, 'data')
  child.kill('SIGTERM')
  const [code] = await once(child, 'close')
  expect(code).toBe(0)
  expect(statuses(cwd)).toEqual([['completed']])
  expect(printed.stdout.split('\n')[1]).toMatch(/^desk: 3 hooks, \d calls? fetched, 1 refused$/)
  // Nothing that admits to the account, or signs for it, is told.
  expect(printed.stdout + printed.stderr).not.toContain(env.RETELL_WEBHOOK_KEY)
})

it('receive wants a secret where the platform signs, and takes one from the configuration or from nobody', async () => {
  simulator = await startSimulator('bland', { calls: 3 })
  const cwd = folderWith({ sources: [sourceFor(simulator)] })
  const missing = await callspec(['receive', '--to', 'calls.db'], { cwd })
  expect(missing).toMatchObject({ code: 2, stdout: '' })
  expect(missing.stderr).toContain('callspec: desk: Bland signs its web hooks, and there is no secret.')
  expect(missing.stderr).toContain('set BLAND_WEBHOOK_SECRET; or take hooks of anybody with --unsigned desk.')
  expect(existsSync(join(cwd, 'calls.db'))).toBe(false)
  const { child, address } = await startReceiving(cwd, {}, ['--unsigned', 'desk'])
  expect((await fetch(address, { method: 'POST', body: '{"call_id":"none"}' })).status).toBe(200)
  child.kill('SIGTERM')
  await once(child, 'close')
})

it('receive verifies by the options that the configuration has for the hooks of a source', async () => {
  simulator = await startSimulator('vapi', { calls: 3 })
  const own = { webhookSecret: 'a-server-secret', webhookOptions: { credential: { type: 'secret' } } }
  const cwd = folderWith({ sources: [{ ...sourceFor(simulator), ...own }] })
  const { child, address } = await startReceiving(cwd, {})
  const send = async (secret: string) =>
    (await fetch(address, { method: 'POST', headers: { 'x-vapi-secret': secret }, body: '{"message":{"type":"hang"}}' })).status
  expect([await send('a-server-secret'), await send('another')]).toEqual([200, 401])
  child.kill('SIGTERM')
  await once(child, 'close')
})

it.each(['no-such-host.invalid', '192.0.2.1'])('receive refuses to listen at %s, which is not of this machine', async (host) => {
  simulator = await startSimulator('retell', { calls: 1 })
  const cwd = folderWith({ sources: [sourceFor(simulator)] })
  const args = ['receive', '--to', 'calls.db', '--unsigned', 'desk', '--port', '0', '--host', host]
  const { code, stderr } = await callspec(args, { cwd })
  expect(code).toBe(2)
  expect(stderr).toMatch(
    /^callspec: Invalid --host: received "[\w.-]+", which is no address of this machine \([A-Z_]+\)\. Pass one, like 127\.0\.0\.1 or 0\.0\.0\.0\.\n$/,
  )
  expect(stderr).toContain(`"${host}"`)
})

it('receive says which sources have no hooks to follow, and ends if none has', async () => {
  simulator = await startSimulator('butter', { calls: 3 })
  const cwd = folderWith({ sources: [sourceFor(simulator)] })
  const { code, stderr } = await callspec(['receive', '--to', 'calls.db'], { cwd })
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr:
      'callspec: No hook can be followed. desk: Butter AI documents no web hook that tells of a call. Only sync finds its calls.\n',
  })
})

it('simulate writes what its hooks are verified with, and refuses what is no address', async () => {
  const cwd = folder()
  const wrong = await callspec(['simulate', '--webhook', 'localhost'], { cwd })
  expect(wrong).toEqual({
    code: 2,
    stdout: '',
    stderr: 'callspec: Invalid --webhook: received "localhost". Pass an address like http://127.0.0.1:8787/hooks.\n',
  })
  const args = ['simulate', '--calls', '2', '--webhook', 'http://127.0.0.1:1/hooks', '--write', 'sim.json']
  const child = startCallspec(args, { cwd })
  const said = textOf(child.stderr)
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  await once(child, 'close')
  expect(await said).toContain('Without --live no call begins or ends, so web hooks come only of calls that requests make.')
  const { sources } = JSON.parse(readFileSync(join(cwd, 'sim.json'), 'utf8')) as { sources: Record<string, string>[] }
  const secrets = new Map(sources.map(({ id, webhookSecret }) => [id, webhookSecret]))
  expect(secrets.get('ultravox')).toBe('callspec-simulator-webhook-secret')
  expect(secrets.get('highlevel')).toMatch(/^-----BEGIN PUBLIC KEY-----/)
  expect(secrets.get('bolna')).toBeUndefined()
})
