import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { below } from '../src/changesets/bump.ts'
import { changesetProblems } from '../src/changesets/problems.ts'
import { run } from '../src/run.ts'
import { root } from '../src/specs.ts'

let folder: string
let clone: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callspec-changesets-'))
  clone = join(folder, 'clone')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function git(...args: string[]): string {
  const own = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false']
  return execFileSync('git', [...own, ...args], { cwd: clone, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(clone, path)), { recursive: true })
  writeFileSync(join(clone, path), text)
}

function edit(path: string, from: string, to: string): void {
  const text = readFileSync(join(clone, path), 'utf8')
  if (!text.includes(from)) throw new Error(`${path} does not contain ${from}. Bring this test up to date.`)
  write(path, text.replace(from, to))
}

const manifest = (version: string) =>
  write('packages/butter/package.json', JSON.stringify({ name: '@callspec/butter', version, dependencies: {} }))

const changeset = (bump: string, name = 'brave-dogs-run') =>
  write(`.changeset/${name}.md`, `---\n"@callspec/butter": ${bump}\n---\n\nSomething changed.\n`)

function commit(): void {
  git('add', '-A')
  git('commit', '-qm', 'A change')
}

/** A repository with one published client at a version, and a clone of it on `main`. */
function repository(version: string): void {
  mkdirSync(clone)
  git('init', '-q', '-b', 'main')
  write('package.json', JSON.stringify({ name: 'monorepo', private: true, packageManager: 'pnpm@12.21.0' }))
  write('pnpm-workspace.yaml', 'packages:\n  - packages/*\n')
  write('.changeset/config.json', '{ "baseBranch": "main" }')
  write('packages/bench/package.json', JSON.stringify({ name: 'bench', private: true }))
  manifest(version)
  write('packages/butter/src/index.ts', 'export const one = 1\n')
  cpSync(join(root, 'specs/butter'), join(clone, 'specs/butter'), { recursive: true })
  commit()
  const remote = join(folder, 'remote.git')
  git('clone', '-q', '--bare', clone, remote)
  git('remote', 'add', 'origin', remote)
  git('fetch', '-q', 'origin')
}

const SPEC = 'specs/butter/openapi.yaml'
const removeField = () => edit(SPEC, '        agent_name: {', '        agent_title: {')
const addField = () =>
  edit(SPEC, '        agent_name: {', '        agent_mood: { type: string, description: New. }\n        agent_name: {')
const addWord = () => edit(SPEC, 'failed, canceled]', 'failed, canceled, parked]')
const addAssumption = () => edit(SPEC, 'default: newest-first', 'default: unordered')

/** What the check says. */
const problems = (base?: string): Promise<string[]> => changesetProblems(clone, base)

const untold = (file: string, since = 'origin/main') => [
  `packages/butter: changed since ${since} (${file}) without a changeset. Fix: pnpm changeset, name @callspec/butter.`,
]

describe('a branch', () => {
  test.each<[string, () => void, string]>([
    ['a source', () => write('packages/butter/src/index.ts', 'export const one = 2\n'), 'packages/butter/src/index.ts'],
    ['a new file', () => write('packages/butter/src/two.ts', 'export const two = 2\n'), 'packages/butter/src/two.ts'],
    ['a spec', addAssumption, SPEC],
    ['an example', () => write('specs/butter/examples/get-call.json', '{}'), 'specs/butter/examples/get-call.json'],
  ])('that changes %s needs a changeset, committed or not', async (_, change, file) => {
    repository('1.2.0')
    change()
    expect(await problems()).toEqual(untold(file))
    commit()
    expect(await problems()).toEqual(untold(file))
    changeset('patch')
    expect(await problems()).toEqual([])
    commit()
    expect(await problems()).toEqual([])
  })

  test('may change tests, tools and private packages without one', async () => {
    repository('1.2.0')
    write('packages/butter/test/client.test.ts', '')
    write('packages/bench/src/main.ts', '')
    write('README.md', '# callspec\n')
    commit()
    expect(await problems()).toEqual([])
  })

  test('cannot lean on a changeset that was there before it, nor on one of another package', async () => {
    repository('1.2.0')
    changeset('major', 'old-cats-sleep')
    commit()
    git('push', '-q', 'origin', 'main')
    write('packages/butter/src/index.ts', 'export const one = 2\n')
    write('.changeset/new-cows-fly.md', '---\n"bench": major\n---\n\nSomething else.\n')
    commit()
    expect(await problems()).toEqual(untold('packages/butter/src/index.ts'))
    changeset('patch', 'old-cats-sleep')
    expect(await problems()).toEqual([])
  })

  test('that releases takes its changesets away', async () => {
    repository('1.2.0')
    changeset('minor')
    write('packages/butter/src/index.ts', 'export const one = 2\n')
    commit()
    git('push', '-q', 'origin', 'main')
    rmSync(join(clone, '.changeset/brave-dogs-run.md'))
    manifest('1.3.0')
    write('packages/butter/CHANGELOG.md', '# @callspec/butter\n')
    commit()
    expect(await problems()).toEqual([])
  })

  test('counts from another commit where one is named', async () => {
    repository('1.2.0')
    write('packages/butter/src/index.ts', 'export const one = 2\n')
    commit()
    expect(await problems('HEAD')).toEqual([])
    expect(await problems('HEAD~1')).toEqual(untold('packages/butter/src/index.ts', 'HEAD~1'))
    await expect(problems('nowhere')).rejects.toThrow('There is no commit nowhere. Fix: fetch it, or pass another --base.')
  })
})

describe('a change of a spec', () => {
  const tooSmall = (needed: string, said: string, because: string) => [
    `specs/butter: needs at least a ${needed} of @callspec/butter since origin/main, and its changesets say ${said}. ${because} Fix: write ${needed} in the changeset.`,
  ]
  const renamed = 'Property `agent_name` of `CallSummary` was renamed to `agent_title`.'
  const cases: [string, string, () => void, string, string | null][] = [
    ['that breaks is a major', '1.2.0', removeField, 'major', renamed],
    ['that breaks is a minor below 1.0.0', '0.2.0', removeField, 'minor', renamed],
    ['that adds a field is a minor', '1.2.0', addField, 'minor', null],
    ['that adds a word to an open enum is a minor', '1.2.0', addWord, 'minor', null],
  ]
  const smaller: Record<string, string> = { major: 'minor', minor: 'patch' }

  test.each(cases)('%s', async (_, version, change, needed, because) => {
    repository(version)
    change()
    const said = smaller[needed]!
    changeset(said)
    expect(await problems()).toEqual(
      because ? tooSmall(needed, said, because) : [expect.stringContaining(`needs at least a ${needed} `)],
    )
    changeset(needed)
    expect(await problems()).toEqual([])
  })

  test.each<[string, () => void, string]>([
    ['that adds a field is a patch below 1.0.0', addField, '0.2.0'],
    ['that the comparison does not rate is a patch', addAssumption, '1.2.0'],
  ])('%s', async (_, change, version) => {
    repository(version)
    change()
    changeset('patch')
    expect(await problems()).toEqual([])
  })
})

describe('main', () => {
  test('is told of from the last release on, by any pending changeset', async () => {
    repository('1.2.0')
    git('tag', '@callspec/butter@1.2.0')
    removeField()
    changeset('minor')
    commit()
    git('push', '-q', 'origin', 'main')
    expect(await problems()).toEqual([
      expect.stringMatching(/^specs\/butter: .* major .* since @callspec\/butter@1\.2\.0, .* say minor\./),
    ])
    changeset('major')
    commit()
    git('push', '-q', 'origin', 'main')
    expect(await problems()).toEqual([])
    rmSync(join(clone, '.changeset/brave-dogs-run.md'))
    commit()
    git('push', '-q', 'origin', 'main')
    expect(await problems()).toEqual([expect.stringContaining('changed since @callspec/butter@1.2.0 ')])
  })

  test('passes in a clone that has neither tags nor a remote', async () => {
    repository('1.2.0')
    write('packages/butter/src/index.ts', 'export const one = 2\n')
    commit()
    git('remote', 'remove', 'origin')
    expect(await problems()).toEqual([])
    rmSync(join(clone, '.git'), { recursive: true })
    expect(await problems()).toEqual([])
  })
})

test('a package that was never released needs a changeset that announces it, and no other', async () => {
  repository('0.0.0')
  expect(await problems()).toEqual([
    'packages/butter: was never released and no changeset announces it. Fix: pnpm changeset, name @callspec/butter.',
  ])
  changeset('minor')
  commit()
  git('push', '-q', 'origin', 'main')
  removeField()
  commit()
  expect(await problems()).toEqual([])
})

test.each([
  ['1.2.0', 'major', 'major'],
  ['1.2.0', 'minor', 'minor'],
  ['0.2.0', 'major', 'minor'],
  ['0.2.0', 'minor', 'patch'],
  ['0.2.0', 'patch', 'patch'],
] as const)('at %s a %s change is at least a %s', (version, change, bump) => {
  expect(below(version, change)).toBe(bump)
})

test('the command prints one line for each problem and exits 1', () => {
  repository('1.2.0')
  const check = (...args: string[]) => run('node', [join(root, 'scripts/src/check-changesets.ts'), `--root=${clone}`, ...args])
  expect(check()).toEqual({ ok: true, output: 'changesets: every change is announced\n' })
  addAssumption()
  expect(check()).toEqual({ ok: false, output: `${untold(SPEC)[0]}\n` })
  expect(check('--base=nowhere').output).toBe('There is no commit nowhere. Fix: fetch it, or pass another --base.\n')
})
