import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../src/specs.ts'
import { smallTree } from './small-tree.ts'

interface Step {
  uses?: string
  run?: string
  with?: Record<string, unknown>
  env?: Record<string, string>
}

interface Workflow {
  on: Record<string, unknown>
  permissions: Record<string, string>
  jobs: Record<string, { permissions?: Record<string, string>; 'timeout-minutes'?: number; steps: Step[] }>
}

const folder = join(root, '.github/workflows')
const textOf = (name: string) => readFileSync(join(folder, `${name}.yml`), 'utf8')
const workflow = (name: string): Workflow => parse(textOf(name))
const names = readdirSync(folder).map((file) => file.replace(/\.yml$/, ''))

test('there is a workflow that checks, one that compares with what vendors publish, and one that releases', () => {
  expect(names).toEqual(['check', 'drift', 'release'])
})

describe.each(names)('%s.yml', (name) => {
  const { permissions, jobs } = workflow(name)
  const steps = Object.values(jobs).flatMap((job) => job.steps)
  const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))

  test('pins every action by its commit, with the version beside it', () => {
    const pinned = textOf(name).match(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/gm) ?? []
    expect(pinned.length).toBeGreaterThan(0)
    expect(pinned).toHaveLength(steps.filter(({ uses }) => uses).length)
    // No action comes in by another way.
    expect(textOf(name).match(/uses:/g)).toHaveLength(pinned.length)
  })

  test('may only read by default, and no job runs for ever', () => {
    expect(permissions).toEqual({ contents: 'read' })
    for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0)
  })

  test('puts nothing that an outsider may write into a shell', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{')
  })

  test('leaves no token in the clone, where everything that runs could read it', () => {
    for (const checkout of checkouts) expect(checkout.with).toMatchObject({ 'persist-credentials': false })
  })
})

test.each(['check', 'release'])('%s.yml has the whole history, which changesets are counted from', (name) => {
  const { jobs } = workflow(name)
  const checkouts = Object.values(jobs).map(({ steps }) => steps.find(({ uses }) => uses?.startsWith('actions/checkout@')))
  for (const checkout of checkouts) expect(checkout?.with).toMatchObject({ 'fetch-depth': 0 })
})

test('what reads the documents of vendors may write nothing, and what writes the issue runs nothing of the repository', () => {
  const { on, jobs } = workflow('drift')
  expect(Object.keys(on)).toEqual(['schedule', 'workflow_dispatch'])
  expect(Object.entries(jobs).map(([name, job]) => [name, job.permissions])).toEqual([
    ['compare', undefined],
    ['report', { issues: 'write' }],
  ])
  const { compare, report } = jobs
  expect(compare?.steps.flatMap(({ env }) => Object.values(env ?? {}))).toEqual([])
  expect(report?.steps.flatMap(({ uses }) => uses?.split('@')[0] ?? [])).toEqual(['actions/download-artifact'])
  expect(report?.steps.map(({ run = '' }) => run).join()).not.toMatch(/npx|node|scripts\//)
})

describe('the issue about drift', () => {
  const [script = ''] = workflow('drift').jobs.report?.steps.flatMap(({ run }) => run ?? []) ?? []

  /** Runs the step as a runner does. `gh` is a program that writes down what it is asked for, and knows of an open issue or none. */
  function report(code: string, open: string) {
    using files = smallTree({
      'drift.txt': `acme against x\n\nGET /calls\n  + query \`@somebody\`: string\n${'é'.repeat(40_000)}\n`,
      'bin/gh': `#!/bin/sh\nfor word in "$@"; do printf '%s|' "$word"; done >>asked\necho >>asked\n[ "$2" != list ] || printf '%s' "${open}"\n`,
    })
    chmodSync(join(files.root, 'bin/gh'), 0o755)
    const { status } = spawnSync('bash', ['-e', '-c', script], {
      cwd: files.root,
      env: { ...process.env, PATH: `${join(files.root, 'bin')}:${process.env.PATH}`, CODE: code },
    })
    const read = (name: string) => readFileSync(join(files.root, name), 'utf8')
    return { status, asked: read('asked').trim().split('\n').slice(1), body: read('body.md') }
  }

  const commands = ({ asked }: { asked: string[] }) => asked.map((line) => line.split('|').slice(0, 3).join(' ').trim())

  test('is opened, kept up to date, and closed where nothing differs', () => {
    expect(commands(report('1', ''))).toEqual(['label create drift', 'issue create --title'])
    expect(commands(report('2', '7'))).toEqual(['issue edit 7'])
    expect(commands(report('0', '7'))).toEqual(['issue close 7'])
    expect(commands(report('0', ''))).toEqual([])
  })

  test('holds the text as code, whatever that is, and no more than an issue takes', () => {
    const { status, body } = report('1', '')
    expect(status).toBe(0)
    expect(body).toContain('\n\n    acme against x\n    \n    GET /calls\n      + query `@somebody`: string\n')
    expect(body.length).toBeLessThan(65_536)
    expect(body).not.toContain('\uFFFD')
  })
})

test('each job of the release may do one thing, and only a person starts it', () => {
  expect(Object.values(workflow('check').jobs).map((job) => job.permissions)).toEqual([undefined])
  const { on, jobs } = workflow('release')
  expect(Object.entries(jobs).map(([name, job]) => [name, job.permissions])).toEqual([
    ['pack', undefined],
    ['publish', { contents: 'read', 'id-token': 'write' }],
    ['record', { contents: 'write' }],
  ])
  expect(Object.keys(on)).toEqual(['workflow_dispatch'])
})

test('a job that has a token or an identity installs nothing and runs no code that was built', () => {
  const { pack, publish, record } = workflow('release').jobs
  const runs = (job: Workflow['jobs'][string] | undefined) => job?.steps.flatMap(({ run }) => run ?? []).join('\n') ?? ''
  expect(runs(pack)).toContain('pnpm@12.21.0 install')
  expect(pack?.steps.flatMap(({ env }) => Object.values(env ?? {}))).toEqual([])
  expect(runs(publish)).toBe('node scripts/src/publish.ts packed')
  expect(runs(record)).not.toMatch(/npx|npm|node /)
  const own = [...readFileSync(join(root, 'scripts/src/publish.ts'), 'utf8').matchAll(/from '([^']+)'/g)].map(([, from]) => from)
  expect(own.filter((from) => !from?.startsWith('node:'))).toEqual([])
})

test('what is installed was published a day ago or more', () => {
  const { minimumReleaseAge } = parse(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8'))
  expect(minimumReleaseAge).toBeGreaterThanOrEqual(24 * 60)
})

test('a pull request never sees a secret', () => {
  expect(textOf('check')).not.toContain('secrets.')
  expect(Object.keys(workflow('check').on)).toEqual(['push', 'pull_request'])
})
