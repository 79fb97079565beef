import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Simulator, startSimulators } from '@callspec/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { onTerminal, type TerminalRun } from './on-terminal.js'
import { BIN, callspec, callspecAlone, folder, folderWith } from './run-callspec.js'
import { serve } from './serve.js'

let simulators: Record<string, Simulator>
/** Where each platform is, but no key. */
let addresses: Record<string, string>

beforeAll(async () => {
  simulators = await startSimulators({ calls: 20 })
  addresses = Object.fromEntries(
    Object.values(simulators).map(({ provider, baseUrl }) => [`${provider.toUpperCase()}_BASE_URL`, baseUrl]),
  )
})

afterAll(() => Promise.all(Object.values(simulators).map((simulator) => simulator.close())))

const keyOf = (provider: string, name = 'apiKey') => simulators[provider]!.credentials[name]!
const WRONG = 'wrong_key_of_nobody'

const init = (cwd: string, args: readonly string[], steps: TerminalRun['steps'], env: Record<string, string> = {}) =>
  onTerminal({ argv: [process.execPath, BIN, 'init', ...args], cwd, env: { ...addresses, ...env }, steps })

const read = (cwd: string, file = 'callspec.config.json') => readFileSync(join(cwd, file), 'utf8')

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: variables as a configuration names them.
const BUTTER = { id: 'butter', provider: 'butter', baseUrl: '${BUTTER_BASE_URL}', apiKey: '${BUTTER_API_KEY}' }
const ZUDU = {
  id: 'zudu',
  provider: 'zudu',
  baseUrl: '${ZUDU_BASE_URL}',
  apiKey: '${ZUDU_API_KEY}',
  apiSecret: '${ZUDU_API_SECRET}',
}
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above.

const CTRL_C = '\u0003'
const DOWN = '\u001b[B'

describe('on a terminal', () => {
  test('a wrong key is told, the right one works, and neither is shown or written', async () => {
    const cwd = folder()
    const { shown, raw, code } = await init(
      cwd,
      ['--provider', 'butter'],
      [
        ['called?', '\r'],
        ['(BUTTER_API_KEY)', `${WRONG}\r`],
        ['What now?', '\r'],
        ['(BUTTER_API_KEY)', `${keyOf('butter')}\r`],
        ['Add another account?', '\r'],
      ],
    )
    expect(code).toBe(0)
    expect(shown).toContain('Butter AI refused the key. butter GET /api/calls: 401 unauthorized.')
    expect(shown).toMatch(/Butter AI works: it sent a call of \d{4}-\d\d-\d\d \d\d:\d\d UTC\./)
    expect(shown).toContain("export BUTTER_API_KEY='<apiKey of Butter AI>'")
    for (const key of [WRONG, keyOf('butter')]) expect(raw + read(cwd)).not.toContain(key)
    expect(readdirSync(cwd)).toEqual(['callspec.config.json'])
    expect(JSON.parse(read(cwd))).toEqual({ sources: [BUTTER] })
    const env = { ...addresses, BUTTER_API_KEY: keyOf('butter') }
    const listed = await callspec(['list', '--limit', '1', '--template', '{source}'], { cwd, env })
    expect([listed.code, listed.stdout]).toEqual([0, 'butter\n'])
  })

  test('platforms whose variables are set are chosen, and a second account has variables of its own', async () => {
    const cwd = folder()
    const [apiKey, apiSecret] = [keyOf('zudu'), keyOf('zudu', 'apiSecret')]
    const { shown, raw, code } = await init(
      cwd,
      [],
      [
        ['Whose calls', '\r'],
        ['called?', '\r'],
        ['ZUDU_API_KEY and ZUDU_API_SECRET are set. Use them?', '\r'],
        ['Add another account?', 'y'],
        ['Of which platform?', DOWN.repeat(Object.keys(simulators).sort().indexOf('zudu')) + '\r'],
        ['called?', 'acme eu\r'],
        ['Use letters, digits', '\u0015acme-eu\r'],
        ['(ACME_EU_API_KEY)', `${apiKey}\r`],
        ['(ACME_EU_API_SECRET)', `${apiSecret}\r`],
        ['Add another account?', '\r'],
      ],
      { ZUDU_API_KEY: apiKey, ZUDU_API_SECRET: apiSecret },
    )
    expect(code).toBe(0)
    expect(raw + read(cwd)).not.toContain(apiKey)
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: variables as a configuration names them.
    const second = { ...ZUDU, id: 'acme-eu', apiKey: '${ACME_EU_API_KEY}', apiSecret: '${ACME_EU_API_SECRET}' }
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above.
    expect(JSON.parse(read(cwd))).toEqual({ sources: [ZUDU, second] })
    expect(shown.match(/export .*/g)?.map((line) => line.trimEnd())).toEqual([
      "export ACME_EU_API_KEY='<apiKey of acme-eu>'",
      "export ACME_EU_API_SECRET='<apiSecret of acme-eu>'",
    ])
  })

  test('Ctrl-C in the middle of a key, or while a platform is asked, leaves nothing behind', async () => {
    const cwd = folder()
    const untilKey: [string, string] = ['called?', '\r']
    const typing = await init(cwd, ['--provider', 'butter'], [untilKey, ['(BUTTER_API_KEY)', `${WRONG}${CTRL_C}`]])
    expect([typing.code, typing.shown]).toEqual([130, expect.stringContaining('Nothing was written.')])
    const env = { BUTTER_BASE_URL: await serve(() => undefined) }
    const asking: [string, string][] = [untilKey, ['(BUTTER_API_KEY)', `${WRONG}\r`], ['Asking Butter AI', CTRL_C]]
    // The signal itself ends it, as it ends every command.
    expect((await init(cwd, ['--provider', 'butter'], asking, env)).code).toBe(-2)
    expect(readdirSync(cwd)).toEqual([])
  })

  test('a file that is there is left, added to or replaced, as somebody chooses', async () => {
    const before = { $schema: './config.schema.json', sources: [{ provider: 'butter', apiKey: 'k' }] }
    const cwd = folderWith(before)
    const kept = await init(cwd, [], [['exists already', `${DOWN}${DOWN}\r`]])
    expect([kept.code, JSON.parse(read(cwd))]).toEqual([130, before])
    const env = { ZUDU_API_KEY: keyOf('zudu'), ZUDU_API_SECRET: keyOf('zudu', 'apiSecret') }
    const rest: [string, string][] = [
      ['called?', '\r'],
      ['Use them?', '\r'],
      ['Add another account?', '\r'],
    ]
    await init(cwd, ['--provider', 'zudu'], [['exists already', '\r'], ...rest], env)
    expect(JSON.parse(read(cwd))).toEqual({ ...before, sources: [...before.sources, ZUDU] })
    // The key that it held is still for its owner alone.
    expect(statSync(join(cwd, 'callspec.config.json')).mode & 0o777).toBe(0o600)
    await init(cwd, ['--provider', 'zudu'], [['exists already', `${DOWN}\r`], ...rest], env)
    expect(JSON.parse(read(cwd))).toEqual({ sources: [ZUDU] })
  })

  test('--store-keys writes what was typed, for its owner alone, with a warning', async () => {
    const cwd = folder()
    const { shown, raw } = await init(
      cwd,
      ['--provider', 'butter', '--store-keys', '--config', 'mine.json'],
      [
        ['called?', '\r'],
        ['(BUTTER_API_KEY)', `${keyOf('butter')}\r`],
        ['Add another account?', '\r'],
      ],
    )
    expect(JSON.parse(read(cwd, 'mine.json')).sources).toEqual([{ ...BUTTER, apiKey: keyOf('butter') }])
    expect(statSync(join(cwd, 'mine.json')).mode & 0o777).toBe(0o600)
    expect(shown).toContain('mine.json holds keys: only you can read it. Name it in .gitignore')
    expect(shown).not.toContain('export ')
    expect(raw).not.toContain(keyOf('butter'))
  })

  test('--demo asks the simulators and writes nothing', async () => {
    const cwd = folder()
    const { shown, code } = await init(
      cwd,
      ['--demo', '--provider', 'butter'],
      [
        ['called?', '\r'],
        ['here butter-simulator-key', 'butter-simulator-key\r'],
        ['Add another account?', '\r'],
      ],
      { BUTTER_API_KEY: WRONG },
    )
    expect([code, readdirSync(cwd)]).toEqual([0, []])
    expect(shown).toMatch(/Butter AI works: [\s\S]*This was a demo, so nothing was written\./)
  })
})

describe('without a terminal', () => {
  const env = () => ({ ...addresses, BUTTER_API_KEY: keyOf('butter') })

  test('the keys of the environment are tried and named', async () => {
    const cwd = folder()
    const { code, stdout, stderr } = await callspec(['init', '--provider', 'butter', '--input', 'vapi.id=1'], {
      cwd,
      env: env(),
    })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toBe('callspec: Invalid --input: "vapi.id=1" is of no source. Known: butter.\n')
    const done = await callspec(['init', '--yes'], { cwd, env: env() })
    expect([done.code, done.stdout]).toEqual([0, ''])
    expect(done.stderr).toMatch(/^Butter AI works: it sent a call of .* UTC\.\nWrote callspec\.config\.json\.\n/)
    expect(JSON.parse(read(cwd))).toEqual({ sources: [BUTTER] })
    const again = await callspec(['init', '--yes'], { cwd, env: env() })
    expect([again.code, again.stderr]).toEqual([
      2,
      'callspec: callspec.config.json exists already, and is not replaced without asking. Run callspec init in a terminal, or name a new file with --config.\n',
    ])
  })

  test('a key that does not work is told, and nothing is written without --no-test', async () => {
    const cwd = folder()
    const wrong = { ...env(), BUTTER_API_KEY: WRONG }
    const { code, stderr } = await callspec(['init', '--yes'], { cwd, env: wrong })
    expect([code, stderr]).toEqual([1, expect.stringContaining('Butter AI refused the key. ')])
    const closed = await callspec(['init', '--yes'], { cwd, env: { ...wrong, BUTTER_BASE_URL: 'http://127.0.0.1:9' } })
    expect([closed.code, closed.stderr]).toEqual([1, expect.stringContaining('Butter AI cannot be reached. ')])
    expect(readdirSync(cwd)).toEqual([])
    expect((await callspec(['init', '--yes', '--no-test'], { cwd, env: wrong })).code).toBe(0)
    for (const text of [stderr, closed.stderr, read(cwd)]) expect(text).not.toContain(WRONG)
  })

  test.each([
    [
      [],
      'callspec init asks questions, and stdin or stderr is no terminal. Set the keys in the environment and pass --yes, or --provider ID for each platform.',
    ],
    [['--provider', 'butler'], 'Unknown provider "butler". Known: '],
    [['--provider', 'zudu'], 'ZUDU_API_KEY and ZUDU_API_SECRET of zudu is not set. Set it, or leave --provider zudu out.'],
    [['--yes'], 'No platform is named, and no key is in the environment. Set '],
  ])('%j is one line', async (args, said) => {
    const { code, stdout, stderr } = await callspec(['init', ...args])
    expect([code, stdout, stderr.split('\n').length]).toEqual([2, '', 2])
    expect(stderr).toContain(`callspec: ${said}`)
  })
})

test('no other command loads what asks the questions', async () => {
  const coverage = folder()
  await callspecAlone(['providers'], { env: { NODE_V8_COVERAGE: coverage } })
  const loaded = readdirSync(coverage)
    .map((name) => readFileSync(join(coverage, name), 'utf8'))
    .join('')
  expect(loaded).toContain('/commands/init.js')
  expect(loaded).not.toMatch(/@clack|\/init\/prompts\.js|\/init\/interview\.js/)
})
