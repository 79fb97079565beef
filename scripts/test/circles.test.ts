import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importCircles } from '../src/circles/import-circles.ts'
import { packageCircles } from '../src/circles/package-circles.ts'
import { run } from '../src/run.ts'
import { root } from '../src/specs.ts'
import { smallTree } from './small-tree.ts'

const FIX = 'imports run in a circle. Fix: move what these files share to a file that imports none of them.'

const manifest = JSON.stringify({
  name: '@acme/core',
  exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
  imports: { '#socket': { types: './dist/socket.d.ts', browser: './dist/no-socket.js', default: './dist/socket.js' } },
})

describe('imports', () => {
  test('may branch and meet again', async () => {
    using tree = smallTree({
      'packages/core/package.json': manifest,
      'packages/core/src/index.ts': "export * from './left.js'\nexport * from './right.js'\n",
      'packages/core/src/left.ts': "import type { Shared } from './shared.js'\nexport const left: Shared = 1\n",
      'packages/core/src/right.ts': "import type { Shared } from './shared.js'\nexport const right: Shared = 1\n",
      'packages/core/src/shared.ts': 'export type Shared = number\n',
    })
    expect(await importCircles(tree.root)).toEqual([])
  })

  test.each([
    ['values', "import { b } from './b.js'\nexport const a = b\n"],
    ['types alone', "import type { b } from './b.js'\nexport type A = typeof b\n"],
    ['a type among values', "import { type B } from './b.js'\nexport type A = B\n"],
    ['a type that is named in place', "export type A = import('./b.js').B\n"],
    ['the type of a module', "export type A = typeof import('./b.js')\n"],
    ['a module that is loaded later', "export const a = () => import('./b.js')\n"],
    ['what is passed on', "export * from './b.js'\n"],
    ['types that are passed on', "export type * from './b.js'\n"],
    ['effects', "import './b.js'\n"],
    ['a name with its own ending', "import { b } from './b.ts'\nexport const a = b\n"],
  ])('run in a circle by %s', async (_, a) => {
    using tree = smallTree({
      'packages/core/src/a.ts': a,
      'packages/core/src/b.ts': "import * as a from './a.js'\nexport type B = typeof a\nexport const b = 1\n",
    })
    expect(await importCircles(tree.root)).toEqual([
      `packages/core/src/a.ts → packages/core/src/b.ts → packages/core/src/a.ts: ${FIX}`,
    ])
  })

  test('run in a circle by names that the manifest gives to files', async () => {
    using tree = smallTree({
      'packages/core/package.json': manifest,
      'packages/core/src/connect.ts': "export type Node = typeof import('#socket')\n",
      'packages/core/src/socket.ts': "import type { Node } from './connect.js'\nexport const socket: Node[] = []\n",
      'packages/core/src/index.ts': "export { page } from './page.js'\n",
      'packages/core/src/page.ts': "import type { page as p } from '@acme/core'\nexport const page: typeof p = 1\n",
    })
    expect(await importCircles(tree.root)).toEqual([
      `packages/core/src/connect.ts → packages/core/src/socket.ts → packages/core/src/connect.ts: ${FIX}`,
      `packages/core/src/index.ts → packages/core/src/page.ts → packages/core/src/index.ts: ${FIX}`,
    ])
  })

  test('run in a circle through rooms, and in the benchmark', async () => {
    using tree = smallTree({
      'packages/log/src/log.ts': "import './read/run.js'\n",
      'packages/log/src/read/run.ts': "import './state.js'\n",
      'packages/log/src/read/state.ts': "import '../log.js'\n",
      'bench/src/lists.ts': "import './peers/list.ts'\n",
      'bench/src/peers/list.ts': "import type {} from '../lists.ts'\n",
    })
    expect(await importCircles(tree.root)).toEqual([
      `packages/log/src/log.ts → packages/log/src/read/run.ts → packages/log/src/read/state.ts → packages/log/src/log.ts: ${FIX}`,
      `bench/src/lists.ts → bench/src/peers/list.ts → bench/src/lists.ts: ${FIX}`,
    ])
  })

  test('of tests may run as they like', async () => {
    using tree = smallTree({
      'packages/core/src/a.ts': 'export const a = 1\n',
      'packages/core/test/b.ts': "import './c.ts'\n",
      'packages/core/test/c.ts': "import './b.ts'\n",
    })
    expect(await importCircles(tree.root)).toEqual([])
  })
})

describe('packages', () => {
  const needing = (name: string, fields: object) => JSON.stringify({ name, ...fields })

  test('depend on each other in a circle', () => {
    using tree = smallTree({
      'packages/core/package.json': needing('core', { dependencies: { kit: 'workspace:^' } }),
      'packages/kit/package.json': needing('kit', { peerDependencies: { log: 'workspace:^' } }),
      'packages/log/package.json': needing('log', { dependencies: { core: 'workspace:^', yaml: '2.0.0' } }),
      'packages/cli/package.json': needing('cli', { dependencies: { log: 'workspace:^' } }),
    })
    expect(packageCircles(tree.root)).toEqual([
      'core → kit → log → core: packages depend on each other in a circle. Fix: take one of these out of "dependencies".',
    ])
  })

  test('may be tested with what depends on them', () => {
    using tree = smallTree({
      'packages/core/package.json': needing('core', { devDependencies: { log: 'workspace:^' } }),
      'packages/log/package.json': needing('log', { dependencies: { core: 'workspace:^' } }),
    })
    expect(packageCircles(tree.root)).toEqual([])
  })
})

test('check-circles prints one line for each circle and exits 1', () => {
  using tree = smallTree({
    'packages/core/package.json': '{ "name": "core", "dependencies": { "core": "workspace:^" } }',
    'packages/core/src/a.ts': "import './a.js'\n",
  })
  const { ok, output } = run('node', [join(root, 'scripts/src/check-circles.ts'), tree.root])
  expect(ok).toBe(false)
  expect(output.trim().split('\n')).toEqual([
    'core → core: packages depend on each other in a circle. Fix: take one of these out of "dependencies".',
    `packages/core/src/a.ts → packages/core/src/a.ts: ${FIX}`,
  ])
})
