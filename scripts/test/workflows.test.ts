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
    const checkout = steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkout?.with).toMatchObject({ 'fetch-depth': 0 })
  })
})

test('only the release may write and ask for an identity, and only a person starts it', () => {
  expect(Object.values(workflow('check').jobs).map((job) => job.permissions)).toEqual([undefined])
  expect(Object.values(workflow('release').jobs).map((job) => job.permissions)).toEqual([
    { contents: 'write', 'id-token': 'write' },
  ])
  expect(Object.keys(workflow('release').on)).toEqual(['workflow_dispatch'])
})

test('a pull request never sees a secret', () => {
  expect(textOf('check')).not.toContain('secrets.')
  expect(Object.keys(workflow('check').on)).toEqual(['push', 'pull_request'])
})
