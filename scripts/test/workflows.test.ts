import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../src/specs.ts'

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

test('there is a workflow that checks and one that releases', () => {
  expect(names).toEqual(['check', 'release'])
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

  test('has the whole history, which changesets are counted from', () => {
    for (const checkout of checkouts) expect(checkout.with).toMatchObject({ 'fetch-depth': 0 })
    expect(checkouts).toHaveLength(Object.keys(jobs).length)
  })

  test('leaves no token in the clone, where everything that runs could read it', () => {
    for (const checkout of checkouts) expect(checkout.with).toMatchObject({ 'persist-credentials': false })
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
