import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { run } from '../src/run.ts'
import { root } from '../src/specs.ts'
import { copyTree, linkModules, type Tree } from './copy-tree.ts'

// A platform that changes has to show where the mapping reads what is no longer there.
describe('a spec that changes', () => {
  let tree: Tree
  beforeAll(() => {
    tree = copyTree()
  })
  beforeEach(() => {
    linkModules(tree, 'core')
    writeFileSync(join(tree.root, 'tsconfig.json'), JSON.stringify(fromSource))
  })
  afterEach(() => tree.restore())
  afterAll(() => tree.remove())

  // The packages find each other's source in the copy, so that nothing has to be built.
  const fromSource = {
    extends: './tsconfig.package.json',
    compilerOptions: {
      noEmit: true,
      rootDir: '.',
      types: ['node'],
      paths: { '@callspec/*': ['./packages/*/src/index.ts'], '#http': ['./packages/core/src/http/node.ts'] },
    },
    include: ['packages/all/src'],
  }

  /** The errors of the compiler, with all they say, after the files were generated anew. */
  function errors(): string[] {
    const generated = run('node', [join(root, 'scripts/src/generate.ts'), tree.root])
    if (!generated.ok) throw new Error(generated.output)
    const { output } = run('tsc', ['-p', 'tsconfig.json', '--pretty', 'false'], tree.root)
    return output.split(/\n(?! )/).filter((error) => error.includes('error TS'))
  }

  test('compiles as it is', () => expect(errors()).toEqual([]))

  /** Every error lies in this file, which may report one mistake twice, and the first names its cause. */
  function expectErrors(file: string, cause: string): void {
    const found = errors()
    expect(new Set(found.map((error) => error.split('(')[0]))).toEqual(new Set([file]))
    expect(found[0]).toContain(cause)
  }

  test('a renamed field fails where the mapping reads it', () => {
    tree.edit('specs/butter/openapi.yaml', '        duration_seconds: {', '        seconds: {')
    expectErrors('packages/butter/src/provider.ts', `'duration_seconds'`)
  })

  test('an assumption that is no longer registered fails where the mapping relies on it', () => {
    tree.edit('specs/zudu/openapi.yaml', '    filter-case:', '    filter-letters:')
    expectErrors('packages/zudu/src/provider.ts', `"filter-case"`)
  })

  test('an assumption that was never registered does not compile', () => {
    tree.edit('packages/zudu/src/provider.ts', "assume('filter-case')", "assume('filters-fold')")
    expectErrors('packages/zudu/src/provider.ts', `"filters-fold"`)
  })
})
