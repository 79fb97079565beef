// docs/add-a-provider.md, walked with a platform that does not exist: in a copy of the tree it is scaffolded, filled in from
// fixtures/parley, and has to pass what every platform passes, without an edit of any hand-written file of others.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { walk } from '../../src/files.ts'
import { outputs } from '../../src/outputs.ts'
import { root } from '../../src/specs.ts'
import { writePlainSpec } from './write-plain-spec.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures/parley')

let tree: string

beforeAll(() => {
  // Its own workspace, with its own packages installed: nothing of the tree it was copied from is found by accident.
  tree = mkdtempSync(join(tmpdir(), 'callspec-provider-'))
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const file of files.split('\0'))
    if (file !== '' && existsSync(join(root, file))) cpSync(join(root, file), join(tree, file))
  git('init', '-q', '-b', 'main')
  commit()
  pnpm('install', '--frozen-lockfile', '--prefer-offline')
})
afterAll(() => rmSync(tree, { recursive: true, force: true }))

const git = (...args: string[]) => execFileSync('git', args, { cwd: tree, encoding: 'utf8' }).trimEnd()

function commit(): void {
  git('add', '-A')
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', 'commit', '-qm', 'Before')
}

/** pnpm runs these tests, and so is on the path. */
function pnpm(...args: string[]): { ok: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync('pnpm', args, {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1', DO_NOT_TRACK: '1', CI: 'true' },
  })
  return { ok: status === 0, output: `${stdout}${stderr}` }
}

/** The checks that failed. */
const failures = (output: string) => [...output.matchAll(/^FAILED (\w+)/gm)].map(([, name]) => name)

/** What stands outside the blocks that are made by scripts. */
const byHand = (text: string) => text.replaceAll(/<!-- (\w+) -->.*?<!-- \/\1 -->/gs, '')

/** Every file that git says has changed but the provider's own. */
const changedOfOthers = () =>
  git('status', '--porcelain', '--untracked-files=all')
    .split('\n')
    .map((line) => line.slice(3))
    .filter((path) => !/(^|[/-])parley(\/|\.\w+$)/.test(path))
    .sort()

/** How many lines of the filled-in tree are not in what was scaffolded: those that a person wrote. */
const handWritten: Record<string, number> = {}
function countIn(folder: string): void {
  for (const file of walk(FIXTURES).filter((path) => path.startsWith(folder))) {
    const scaffolded = existsSync(join(tree, file)) ? join(tree, file) : '/dev/null'
    const { stdout } = spawnSync('git', ['diff', '--no-index', '--numstat', scaffolded, join(FIXTURES, file)], {
      encoding: 'utf8',
    })
    handWritten[file] = Number(/^\d+/.exec(stdout)?.[0] ?? 0)
  }
}

test('the first step writes a spec whose every gap is named', () => {
  const scaffolded = pnpm('new-provider', 'parley')
  expect(scaffolded, scaffolded.output).toMatchObject({ ok: true })
  expect(changedOfOthers()).toEqual([])
  const named = scaffolded.output.match(/^\S+:\d+: to fill in: .+$/gm) ?? []
  expect(named.length).toBeGreaterThan(15)
  expect(scaffolded.output).toContain(`${named.length} places are to be filled in`)
  for (const folder of ['specs', '.changeset']) countIn(folder)
})

test('the second step passes everything but the check that names what is to be checked by hand', async () => {
  for (const folder of ['specs', '.changeset']) cpSync(join(FIXTURES, folder), join(tree, folder), { recursive: true })
  const scaffolded = pnpm('new-provider', 'parley')
  expect(scaffolded, scaffolded.output).toMatchObject({ ok: true })
  const generated = [...(await outputs(tree)).keys()]
  expect(changedOfOthers().filter((path) => !generated.includes(path))).toEqual([])

  expect(pnpm('install', '--no-frozen-lockfile', '--prefer-offline').ok).toBe(true)
  const { output } = pnpm('check', 'parley', '--no-tests')
  expect(failures(output), output).toEqual(['gaps'])
  const named = output.match(/^\S+:\d+: to fill in: .+$/gm) ?? []
  expect(named.length).toBeGreaterThan(5)
  expect(scaffolded.output).toContain(`${named.length} places are to be filled in`)
  countIn('packages')
})

test('a person writes at most 350 lines for a platform of two operations, tests and examples included', () => {
  const all = Object.values(handWritten).reduce((sum, lines) => sum + lines, 0)
  const table = Object.entries(handWritten).map(([file, lines]) => `${String(lines).padStart(5)} ${file}`)
  console.log([...table, `${String(all).padStart(5)} lines by hand`].join('\n'))
  expect(Object.keys(handWritten).length).toBeGreaterThan(5)
  expect(all).toBeLessThanOrEqual(350)
})

test('checked against its pages, it passes every check, and those of its own', () => {
  cpSync(FIXTURES, tree, { recursive: true })
  for (const command of [['generate'], ['tables'], ['check', '--no-tests']]) {
    const { ok, output } = pnpm('run', ...command)
    expect(ok, output).toBe(true)
  }
})

test('its own check passes, with the tests that every platform passes', () => {
  const start = performance.now()
  const { ok, output } = pnpm('check', 'parley')
  expect(ok, output).toBe(true)
  console.log(`pnpm check parley: ${Math.round((performance.now() - start) / 1000)} s`)
  // Those of the conformance suites and of the properties have its name in their titles.
  for (const [name, fewest] of [
    ['test', 5],
    ['simulator', 40],
    ['callspec', 100],
    ['verify', 10],
  ] as const) {
    expect(Number(new RegExp(`^ok +${name} .* (\\d+) passed$`, 'm').exec(output)?.[1]), output).toBeGreaterThan(fewest)
  }
})

test('the command lists calls from its simulator', async () => {
  const bin = join(tree, 'packages/cli/dist/bin.js')
  const simulate = spawn(process.execPath, [bin, 'simulate', '--calls', '7'], { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    const [text] = await Promise.race([once(simulate.stdout, 'data'), once(simulate, 'exit')])
    const { sources } = JSON.parse(text)
    const config = { sources: sources.filter(({ provider }: { provider: string }) => provider === 'parley') }
    writeFileSync(join(tree, 'callspec.config.json'), JSON.stringify(config))
    const listed = execFileSync(process.execPath, [bin, 'list', '--json', '--since', '2026-01-01'], {
      cwd: tree,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const calls = listed
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(calls).toHaveLength(7)
    expect(new Set(calls.map(({ provider }) => provider))).toEqual(new Set(['parley']))
    rmSync(join(tree, 'callspec.config.json'))
  } finally {
    simulate.kill()
  }
})

test('no hand-written file of others was touched', async () => {
  const generated = [...(await outputs(tree)).keys(), 'pnpm-lock.yaml']
  const others = changedOfOthers().filter((path) => !generated.includes(path))
  expect(others).toEqual(['README.md', 'docs/exactness.md'])
  for (const path of others)
    expect(byHand(readFileSync(join(tree, path), 'utf8'))).toBe(byHand(`${git('show', `HEAD:${path}`)}\n`))
})

// No direction, no filter by agent, rows that lack members, a bearer token: whatever follows from such a spec holds as well.
test('what follows from the spec of a platform that lacks much passes its check once its marks are taken out', () => {
  const specs = join(tree, 'specs/plainly')
  cpSync(join(FIXTURES, 'specs/parley'), specs, { recursive: true })
  writePlainSpec(specs)
  const scaffolded = pnpm('new-provider', 'plainly')
  expect(scaffolded, scaffolded.output).toMatchObject({ ok: true })
  for (const [, file = ''] of scaffolded.output.matchAll(/^(\S+):\d+: to fill in/gm)) {
    const path = join(tree, file)
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/^.*FILL IN.*\n/gm, ''))
  }
  expect(pnpm('install', '--no-frozen-lockfile', '--prefer-offline').ok).toBe(true)
  const { ok, output } = pnpm('check', 'plainly')
  expect(ok, output).toBe(true)
})
