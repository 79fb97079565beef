import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { run } from '../src/run.ts'
import { root } from '../src/specs.ts'
import { copyTree, type Tree } from './copy-tree.ts'

const generate = (...args: string[]) => run('node', [join(root, 'scripts/src/generate.ts'), ...args])

describe('generate', { timeout: 60_000 }, () => {
  let tree: Tree
  beforeEach(() => {
    tree = copyTree()
  })
  afterEach(() => tree.remove())

  test('--check accepts what generate wrote', () => {
    generate(tree.root)
    expect(generate('--check', tree.root)).toEqual({ ok: true, output: '' })
  })

  test('--check names every file that one changed property makes stale', () => {
    generate(tree.root)
    tree.edit('specs/butter/openapi.yaml', 'agent_name: {', 'agent_title: {')
    expect(generate('--check', tree.root)).toEqual({
      ok: false,
      output:
        'stale: packages/butter/src/generated/types.ts\n' +
        'stale: packages/butter/openapi.yaml\n' +
        'Generated files do not match the specs. Run `pnpm generate` and commit what it writes.\n',
    })
  })

  test('--check sees a changed assumption in every file that repeats it', () => {
    generate(tree.root)
    tree.edit('specs/butter/openapi.yaml', 'default: newest-first', 'default: unordered')
    expect(generate('--check', tree.root).output.match(/(?<=stale: ).+/g)).toEqual([
      'packages/butter/src/generated/descriptor.ts',
      'packages/butter/src/generated/assumptions.ts',
      'packages/butter/openapi.yaml',
      'packages/cli/config.schema.json',
      'packages/cli/src/generated/config-schema.ts',
    ])
  })

  test('the same specs give the same bytes', () => {
    generate(tree.root)
    expect(generate(tree.root)).toEqual({ ok: true, output: '' })
  })
})
