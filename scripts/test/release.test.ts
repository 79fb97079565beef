import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { commitVersions, pack, plannedReleases, version } from '../src/changesets/release.ts'
import { run } from '../src/run.ts'
import { root } from '../src/specs.ts'

let tree: string
let registry: ChildProcess
let registryUrl: string
const lines: string[] = []

beforeEach(async () => {
  tree = mkdtempSync(join(tmpdir(), 'callspec-release-'))
  registry = spawn(process.execPath, [join(import.meta.dirname, 'registry.ts')], { stdio: ['ignore', 'pipe', 'inherit'] })
  lines.length = 0
  // Both ends of the child's output are pipes, as asked for above.
  createInterface(registry.stdout!).on('line', (line) => lines.push(line))
  await expect.poll(() => lines.length).toBe(1)
  registryUrl = `http://127.0.0.1:${lines[0]}/`
})
afterEach(() => {
  registry.kill()
  rmSync(tree, { recursive: true, force: true })
})

const git = (...args: string[]) => execFileSync('git', args, { cwd: tree, encoding: 'utf8' }).trim()

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true })
  writeFileSync(join(tree, path), text)
}

/** A client on top of core, both never released, and a private package. */
function repository(): void {
  git('init', '-q', '-b', 'main')
  git('config', 'user.name', 'Test')
  git('config', 'user.email', 'test@example.com')
  git('config', 'commit.gpgsign', 'false')
  git('config', 'tag.gpgsign', 'false')
  write('package.json', JSON.stringify({ name: 'monorepo', private: true, packageManager: 'pnpm@12.21.0' }))
  write('pnpm-workspace.yaml', 'packages:\n  - packages/*\npmOnFail: ignore\n')
  write('.changeset/config.json', readFileSync(join(root, '.changeset/config.json'), 'utf8'))
  write('.changeset/first.md', '---\n"@callspec/core": minor\n"@callspec/butter": minor\n---\n\nFirst release.\n')
  // Named in the packages as well, so that no mistake in what is tested can send them to the public registry.
  const publishConfig = { registry: registryUrl }
  const shared = { version: '0.0.0', type: 'module', license: 'MIT', publishConfig }
  write('packages/core/package.json', JSON.stringify({ name: '@callspec/core', ...shared }))
  const dependencies = { '@callspec/core': 'workspace:^' }
  write('packages/butter/package.json', JSON.stringify({ name: '@callspec/butter', ...shared, dependencies }))
  write('packages/bench/package.json', JSON.stringify({ name: '@callspec/bench', version: '0.0.0', private: true }))
  git('add', '-A')
  git('commit', '-qm', 'Begin')
}

const versionOf = (name: string) => JSON.parse(readFileSync(join(tree, 'packages', name, 'package.json'), 'utf8')).version

test('a release plans, versions, commits, packs and publishes what is pending, and nothing twice', async () => {
  repository()
  const pending = ['butter', 'core'].map((name) => ({ name: `@callspec/${name}`, oldVersion: '0.0.0', newVersion: '0.1.0' }))
  expect(await plannedReleases(tree)).toEqual(pending)
  expect(git('status', '--porcelain')).toBe('')

  version(tree)
  commitVersions(tree)
  expect(['butter', 'core', 'bench'].map(versionOf)).toEqual(['0.1.0', '0.1.0', '0.0.0'])
  expect(readFileSync(join(tree, 'packages/butter/CHANGELOG.md'), 'utf8')).toContain('First release.')
  expect(existsSync(join(tree, '.changeset/first.md'))).toBe(false)
  expect(git('status', '--porcelain')).toBe('')
  expect(git('log', '-1', '--format=%s')).toBe('Release packages')
  expect(await plannedReleases(tree)).toEqual([])

  const begun = git('rev-parse', 'HEAD~1')
  const place = mkdtempSync(join(tmpdir(), 'callspec-packed-'))
  const out = join(place, 'packed')
  try {
    const files = ['butter', 'core'].map((name) => ({
      name: `@callspec/${name}`,
      version: '0.1.0',
      file: `callspec-${name}-0.1.0.tgz`,
    }))
    expect(pack(tree, out)).toEqual(files)
    expect(git('ls-remote', join(out, 'commit.bundle'))).toBe(`${git('rev-parse', 'HEAD')}\tHEAD`)
    expect(git('status', '--porcelain')).toBe('')

    // Away from the repository, as the job that publishes has nothing of it installed.
    const publish = () =>
      run('node', [join(root, 'scripts/src/publish.ts'), out, `--registry=${registryUrl}`], out, { NPM_TOKEN: 'secret-token' })
    const { ok, output } = publish()
    expect(output).not.toContain('secret-token')
    expect({ ok, output }).toEqual({ ok: true, output: files.map(({ name }) => `${name}@0.1.0: published\n`).join('') })
    await expect.poll(() => lines.length).toBe(3)
    const given = { versions: ['0.1.0'], authorization: 'Bearer secret-token' }
    expect(lines.slice(1).map((line) => JSON.parse(line))).toEqual([
      { name: '@callspec/butter', dependencies: { '@callspec/core': '^0.1.0' }, ...given },
      { name: '@callspec/core', ...given },
    ])
    expect(readFileSync(join(out, 'published.txt'), 'utf8')).toBe('@callspec/butter@0.1.0\n@callspec/core@0.1.0\n')

    expect(publish().output).toBe(files.map(({ name }) => `${name}@0.1.0: was there\n`).join(''))
    expect(lines).toHaveLength(3)

    // The last job, in a clone that has only what was there before.
    const released = git('rev-parse', 'HEAD')
    git('reset', '-q', '--hard', begun)
    mkdirSync(join(place, 'published'))
    cpSync(join(out, 'published.txt'), join(place, 'published/published.txt'))
    const record = parse(readFileSync(join(root, '.github/workflows/release.yml'), 'utf8')).jobs.record.steps
    const fetchAndTag = record.find(({ run = '' }: { run?: string }) => run.includes('git tag')).run
    // Twice, as a job may be run again.
    for (let time = 0; time < 2; time++)
      execFileSync('bash', ['-e', '-c', fetchAndTag], { cwd: tree, env: { ...process.env, RUNNER_TEMP: place } })
    expect(git('rev-parse', '@callspec/butter@0.1.0^{commit}', '@callspec/core@0.1.0^{commit}')).toBe(`${released}\n${released}`)
    expect(git('cat-file', '-t', '@callspec/core@0.1.0')).toBe('tag')
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
})

test('a release that fails half way has noted what was published', () => {
  const packed = [{ name: '@callspec/core', version: '0.1.0', file: 'missing.tgz' }]
  write('packed.json', JSON.stringify(packed))
  const args = [join(root, 'scripts/src/publish.ts'), tree, `--registry=${registryUrl}`]
  const { ok, output } = run('node', args, tree, { NPM_TOKEN: 'secret-token' })
  expect(ok).toBe(false)
  expect(output).toMatch(/^@callspec\/core@0\.1\.0 was not published:\n/)
  expect(output).not.toContain('secret-token')
  expect(readFileSync(join(tree, 'published.txt'), 'utf8')).toBe('')
})

test('a change of one package releases that package alone', async () => {
  repository()
  version(tree)
  write('.changeset/next.md', '---\n"@callspec/core": patch\n---\n\nMended.\n')
  expect(await plannedReleases(tree)).toEqual([{ name: '@callspec/core', oldVersion: '0.1.0', newVersion: '0.1.1' }])
})

test.each([
  [[], '--out is missing. Fix: name a new folder for the packages, or pass --dry-run.'],
  [['--out=packed'], 'There are uncommitted changes. Fix: commit or drop them.'],
])('without what it needs it stops in one line: %o', (args, message) => {
  repository()
  write('stray.txt', '')
  const script = join(root, 'scripts/src/release.ts')
  expect(run('node', [script, `--root=${tree}`, ...args], tree)).toEqual({ ok: false, output: `${message}\n` })
})

test('nothing is published without a token', () => {
  const ran = run('node', [join(root, 'scripts/src/publish.ts'), tree], tree, { NPM_TOKEN: '' })
  expect(ran).toEqual({ ok: false, output: 'NPM_TOKEN is missing. Fix: set it to a token that may publish.\n' })
})

test('a dry run needs no token and no branch, prints what would be published, and changes nothing', () => {
  repository()
  git('checkout', '-q', '--detach')
  git('branch', '-qD', 'main')
  const script = join(root, 'scripts/src/release.ts')
  expect(run('node', [script, `--root=${tree}`, '--dry-run'], tree, { NPM_TOKEN: '' })).toEqual({
    ok: true,
    output: '@callspec/butter 0.0.0 → 0.1.0\n@callspec/core 0.0.0 → 0.1.0\n2 packages would be published.\n',
  })
  expect(git('status', '--porcelain')).toBe('')
})
