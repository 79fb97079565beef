import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../src/run.ts'
import { root } from '../src/specs.ts'
import { copyTree, type Tree } from './copy-tree.ts'

const generate = (...args: string[]) => run('node', [join(root, 'scripts/src/generate.ts'), ...args])

describe('generate', () => {
  let tree: Tree
  beforeAll(() => {
    tree = copyTree()
  })
  afterEach(() => tree.restore())
  afterAll(() => tree.remove())

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
        'Generated files do not match what they are made from. Run `pnpm generate` and commit what it writes.\n',
    })
  })

  test('--check sees a changed assumption in every file that repeats it', () => {
    generate(tree.root)
    tree.edit('specs/butter/openapi.yaml', 'default: newest-first', 'default: unordered')
    expect(generate('--check', tree.root).output.match(/(?<=stale: ).+/g)).toEqual([
      'packages/butter/src/generated/descriptor.ts',
      'packages/butter/openapi.yaml',
    ])
  })

  test('--check sees a docstring of the model that the schema of a call does not repeat', () => {
    generate(tree.root)
    tree.edit('packages/provider/src/model/call.ts', '/** When the call ended. */', '/** When it ended. */')
    expect(generate('--check', tree.root).output).toMatch(/^stale: packages\/callspec\/call.schema.json\n/)
  })

  test.each([
    [
      'a member of a call without a docstring',
      '  /** When the call ended. */\n',
      '',
      'packages/provider/src/model/call.ts: Call.endedAt has no docstring. Fix: say what it is.',
    ],
    [
      'a member of a turn without a docstring',
      '  /** What was said. */\n',
      '',
      'packages/provider/src/model/call.ts: Turn.text has no docstring. Fix: say what it is.',
    ],
    [
      'a member that the schema lacks',
      '  updatedAt:',
      '  /** When it rang. */\n  rangAt: string | null\n  updatedAt:',
      'packages/callspec/call.schema.json: lacks Call.rangAt of packages/provider/src/model/call.ts. Fix: add it.',
    ],
  ])('refuses %s', (_, from, to, message) => {
    tree.edit('packages/provider/src/model/call.ts', from, to)
    const { ok, output } = generate(tree.root)
    expect(ok).toBe(false)
    expect(output).toContain(message)
  })

  test('a query and its schema have the same members, each with what it is', () => {
    const query = 'packages/callspec/src/query/query.ts'
    generate(tree.root)
    tree.edit(query, '  /** Who called whom. */', '  /** Who rang whom. */')
    expect(generate('--check', tree.root).output.match(/(?<=stale: ).+/g)).toEqual([
      'packages/callspec/query.schema.json',
      'packages/callspec/src/generated/query-schema.ts',
    ])
    tree.edit(query, '  /** Who rang whom. */', '')
    expect(generate(tree.root).output).toContain(
      `${query}: CallQuery.direction has no docstring. Fix: say what it is, or take it out of`,
    )
    tree.edit(query, '  direction?: ', '  /** Whose. */\n  owner?: string\n  /** Who called whom. */\n  direction?: ')
    expect(generate(tree.root).output).toContain(`lacks CallQuery.owner of ${query}. Fix: add it.`)
  })

  test('the same specs give the same bytes', () => {
    generate(tree.root)
    expect(generate(tree.root)).toEqual({ ok: true, output: '' })
  })
})
