import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { gaps } from '../src/gaps.ts'
import { run } from '../src/run.ts'
import { scaffold } from '../src/scaffold.ts'
import { root } from '../src/specs.ts'
import { copyTree, type Tree } from './copy-tree.ts'

describe('new-provider', { timeout: 60_000 }, () => {
  let tree: Tree
  beforeEach(() => {
    tree = copyTree()
  })
  afterEach(() => tree.remove())

  const script = (name: string, ...args: string[]) => run('node', [join(root, 'scripts/src', name), ...args])
  const newProvider = (...args: string[]) => script('new-provider.ts', ...args)
  const write = (path: string, text: string) => writeFileSync(join(tree.root, path), text)

  test('writes a provider that generates, lints and lies right, and names what only its documentation can tell', () => {
    const { ok, output } = newProvider('newcomer', tree.root)
    expect(ok, output).toBe(true)
    expect(script('generate.ts', '--check', tree.root)).toEqual({ ok: true, output: '' })
    expect(script('lint-specs.ts', tree.root)).toMatchObject({ ok: true })
    expect(script('check-layout.ts', tree.root)).toMatchObject({ ok: true })

    const left = gaps(tree.root)
    expect(left.length).toBeGreaterThan(20)
    expect(left).toContain('specs/newcomer/openapi.yaml:20: to fill in: the base URL, with its path, without a slash at the end')
    for (const gap of left) expect(output).toContain(gap)
    const check = script('check-gaps.ts', tree.root)
    expect([check.ok, check.output.trim().split('\n')]).toEqual([false, left])
    // Nothing stands for a name any more.
    for (const path of output.match(/(?<=^wrote ).+$/gm) ?? [])
      expect(readFileSync(join(tree.root, path), 'utf8')).not.toMatch(/__(id|Id|Name|ID|today)__/)
  })

  test('gives the package the form of the others, and a version that was never released', () => {
    tree.edit('packages/agentvoice/package.json', '"version": "0.0.0"', '"version": "1.2.3"')
    newProvider('newcomer', tree.root)
    const manifest = (id: string) => JSON.parse(readFileSync(join(tree.root, 'packages', id, 'package.json'), 'utf8'))
    expect(manifest('newcomer').version).toBe('0.0.0')
    expect(Object.keys(manifest('newcomer'))).toEqual(Object.keys(manifest('agentvoice')))
    expect(JSON.stringify(manifest('newcomer'))).not.toMatch(/agentvoice/i)
  })

  test.each([
    [[], 'The id is missing. Fix: pnpm new-provider <id>, such as pnpm new-provider acme.'],
    [['New-Voice'], '"New-Voice" is not a provider id. Fix: use a lower-case letter, then lower-case letters and digits.'],
    [['../newcomer'], '"../newcomer" is not a provider id. Fix: use a lower-case letter, then lower-case letters and digits.'],
    [['class'], '"class" is a reserved word. Fix: use the name of the platform.'],
    [['simulator'], '"simulator" is a reserved word. Fix: use the name of the platform.'],
    [['butter'], 'specs/butter exists already. Fix: use another id, or remove that folder.'],
  ])('refuses %o in one line and writes nothing', (ids, message) => {
    expect(newProvider(...ids, ...(ids.length > 0 ? [tree.root] : []))).toEqual({ ok: false, output: `${message}\n` })
    expect(existsSync(join(tree.root, 'specs/class'))).toBe(false)
  })

  test('a mark that still stands is named by file and line', () => {
    write('packages/butter/README.md', '# @callspec/butter\n\nFILL IN: what it is for.\n')
    expect(gaps(tree.root)).toEqual(['packages/butter/README.md:3: to fill in: what it is for.'])
    expect(script('check-gaps.ts', tree.root)).toEqual({
      ok: false,
      output: 'packages/butter/README.md:3: to fill in: what it is for.\n',
    })
  })
})

test('the guide says of every file what it is for', () => {
  const guide = readFileSync(join(root, 'docs/add-a-provider.md'), 'utf8')
  const named = [...guide.matchAll(/^\| `([^`]+)` \|/gm)].map(([, path = '']) => path.replace(/\*\.json$/, ''))
  expect(named.length).toBeGreaterThan(5)
  const unnamed = [...scaffold('acme', '2026-01-01').keys()].filter((path) => !named.some((known) => path.startsWith(known)))
  expect(unnamed).toEqual([])
})

test('nothing is left to be filled in here', () => {
  expect(gaps(root)).toEqual([])
})
