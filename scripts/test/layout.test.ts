import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { dependencyProblems } from '../src/dependency-problems.ts'
import { layoutProblems } from '../src/layout-problems.ts'
import { manifestProblems } from '../src/manifest-problems.ts'
import { run } from '../src/run.ts'
import { root } from '../src/specs.ts'
import { copyTree, type Tree } from './copy-tree.ts'

describe('check-layout', () => {
  let tree: Tree
  /** The problems of the tree as it is. */
  let before: string[]
  beforeAll(() => {
    tree = copyTree()
    before = problems()
  })
  afterEach(() => tree.restore())
  afterAll(() => tree.remove())

  const problems = () => [...layoutProblems(tree.root), ...dependencyProblems(tree.root), ...manifestProblems(tree.root)]

  /** The problems that a change adds to those of the tree as it is. */
  function added(change: () => void): string[] {
    change()
    return problems().filter((problem) => !before.includes(problem))
  }

  function write(path: string, content: string): void {
    mkdirSync(dirname(join(tree.root, path)), { recursive: true })
    writeFileSync(join(tree.root, path), content)
  }

  // The platform's parts are put in place first, so that these tests do not depend on what the tree lacks.
  function complete(): void {
    write('packages/butter/README.md', '# @callspec/butter\n\nNeeds Node 22.12 or newer.\n\nnpm install @callspec/butter\n')
    write('packages/butter/test/client.test.ts', '')
  }

  test.each([
    [
      'specs/butter/examples',
      'specs/butter/examples: missing. Fix: save a documented response there as {"value": …} and refer to it from the spec.',
    ],
    ['packages/butter/package.json', 'packages/butter/package.json: missing. Fix: describe the package @callspec/butter.'],
    [
      'packages/butter/tsconfig.json',
      'packages/butter/tsconfig.json: missing. Fix: write { "extends": "../../tsconfig.package.json", "include": ["src"] }.',
    ],
    [
      'packages/butter/README.md',
      'packages/butter/README.md: missing. Fix: say what @callspec/butter is for and show one request.',
    ],
    [
      'packages/butter/test',
      'packages/butter/test: missing. Fix: add a *.test.ts that sends a request and reads the documented response.',
    ],
    ['packages/butter/src/index.ts', 'packages/butter/src/index.ts: missing. Fix: export createButter from it.'],
    ['packages/butter/src/generated/types.ts', 'packages/butter/src/generated/types.ts: missing. Fix: run `pnpm generate`.'],
    [
      'packages/butter/src/generated/descriptor.ts',
      'packages/butter/src/generated/descriptor.ts: missing. Fix: run `pnpm generate`.',
    ],
    [
      'packages/butter/src/generated/assumptions.ts',
      'packages/butter/src/generated/assumptions.ts: missing. Fix: run `pnpm generate`.',
    ],
    ['packages/butter/openapi.yaml', 'packages/butter/openapi.yaml: missing. Fix: run `pnpm generate`.'],
    [
      'packages/butter/src/provider.ts',
      'packages/butter/src/provider.ts: missing. Fix: map butter to the Call there with defineProvider.',
    ],
    [
      'packages/simulator/src/providers/butter/simulator.ts',
      'packages/simulator/src/providers/butter/simulator.ts: missing. Fix: simulate butter there with defineSimulator.',
    ],
    [
      'packages/butter/test/documented.ts',
      'packages/butter/test/documented.ts: missing. Fix: write there by hand what the documentation of butter says about requests and rows.',
    ],
    [
      'packages/simulator/test/providers/butter.ts',
      'packages/simulator/test/providers/butter.ts: missing. Fix: write there by hand what the documentation of butter says about its responses.',
    ],
  ])('names a missing %s and the fix', (path, problem) => {
    complete()
    expect(added(() => rmSync(join(tree.root, path), { recursive: true }))).toContain(problem)
  })

  test('web hooks that are described want a module, an entry point, a test and a word in the readme', () => {
    complete()
    const what = 'web hooks of specs/butter are missing in it. Fix: '
    expect(
      added(() => tree.edit('specs/butter/openapi.yaml', '\n  assumptions:', '\n  webhooks: { callId: [$.id] }\n  assumptions:')),
    ).toEqual([
      `packages/butter/src/generated/webhook.ts: ${what}run \`pnpm generate\`.`,
      `packages/butter/src/webhook.ts: ${what}export \`webhook\` from it, made with defineWebhook.`,
      `packages/butter/test/webhook.test.ts: ${what}run webhookSuite there with signatures from elsewhere, and parse the documented bodies.`,
      `packages/butter/package.json: ${what}export "./webhook" with types and default from dist.`,
      `packages/butter/README.md: ${what}say under "## Web hooks" how they are taken.`,
    ])
  })

  test('a spec that is gone leaves its package, mapping, simulator and what their tests read without one', () => {
    const parts = ['packages/butter', 'packages/simulator/src/providers/butter', 'packages/simulator/test/providers/butter.ts']
    expect(added(() => rmSync(join(tree.root, 'specs/butter'), { recursive: true }))).toEqual(
      parts.map((path) => `${path}: has no spec. Fix: write specs/butter/openapi.yaml, or remove ${path}.`),
    )
  })

  test('checks of a provider that does not exist have no spec', () => {
    expect(added(() => write('packages/verify/src/providers/acme.ts', 'export const acme = {}\n'))).toEqual([
      'packages/verify/src/providers/acme.ts: has no spec. Fix: write specs/acme/openapi.yaml, or remove packages/verify/src/providers/acme.ts.',
    ])
  })

  test('a spec that says nothing is reported by its own check', () => {
    expect(added(() => write('specs/butter/openapi.yaml', ''))).toEqual([])
  })

  test('a folder of examples alone has no spec', () => {
    expect(added(() => rmSync(join(tree.root, 'specs/butter/openapi.yaml')))).toContain(
      'specs/butter: has no spec. Fix: write specs/butter/openapi.yaml, or remove specs/butter.',
    )
  })

  test.each<[string, () => void, string]>([
    [
      'a package that keeps its mapping to itself',
      () => tree.edit('packages/butter/src/index.ts', "export { butter, toCall } from './provider.js'", ''),
      "packages/butter/src/index.ts: does not export butter. Fix: export { butter, toCall } from './provider.js'.",
    ],
    [
      'a client with another name',
      () => tree.edit('packages/butter/src/index.ts', 'createButter', 'makeButter'),
      'packages/butter/src/index.ts: does not export createButter. Fix: export that function; the name follows from the folder.',
    ],
    [
      'a mapping with another name',
      () => tree.edit('packages/butter/src/provider.ts', 'export const butter', 'export const margarine'),
      'packages/butter/src/provider.ts: does not export butter. Fix: export it under that name; registries import it from there.',
    ],
    [
      'a credential under the name of another',
      () => tree.edit('specs/butter/openapi.yaml', 'environment: BUTTER_API_KEY', 'environment: MARGARINE_API_KEY'),
      'specs/butter/openapi.yaml: reads a credential from MARGARINE_API_KEY. Fix: begin the name of the variable with BUTTER_.',
    ],
    [
      'a package with another name',
      () => tree.edit('packages/butter/package.json', '"@callspec/butter"', '"butter"'),
      'packages/butter/package.json: is named butter. Fix: name it @callspec/butter.',
    ],
    [
      'a package that is no ES module',
      () => tree.edit('packages/butter/package.json', '"module"', '"commonjs"'),
      'packages/butter/package.json: is not an ES module. Fix: set "type" to "module".',
    ],
    [
      'a package without its place in the repository',
      () => tree.edit('packages/butter/package.json', '"directory": "packages/butter"', '"directory": "packages/zudu"'),
      'packages/butter/package.json: has {"type":"git","url":"git+https://github.com/callspec/callspec.git","directory":"packages/zudu"} as "repository". Fix: set it to {"type":"git","url":"git+https://github.com/callspec/callspec.git","directory":"packages/butter"}.',
    ],
    [
      'a package that would be published without provenance',
      () => tree.edit('packages/core/package.json', '"provenance": true', '"provenance": false'),
      'packages/core/package.json: has {"access":"public","provenance":false} as "publishConfig". Fix: set it to {"access":"public","provenance":true}.',
    ],
    [
      'a package that bundlers may not shake',
      () => tree.edit('packages/callspec/package.json', '"sideEffects": false', '"sideEffects": true'),
      'packages/callspec/package.json: has true as "sideEffects". Fix: set it to false.',
    ],
    [
      'an entry point whose types come too late',
      () => tree.edit('packages/simulator/package.json', '"types": "./dist/index.d.ts",', '"node": "./dist/index.js",'),
      'packages/simulator/package.json: exports . as {"node":"./dist/index.js","default":"./dist/index.js"}. Fix: give it "types" and then "default", both in dist.',
    ],
    [
      'a client that keeps its spec to itself',
      () => tree.edit('packages/butter/package.json', ',\n    "./openapi.yaml": "./openapi.yaml"', ''),
      'packages/butter/package.json: does not export its spec. Fix: export "./openapi.yaml" as "./openapi.yaml".',
    ],
    [
      'a package without its sources',
      () => tree.edit('packages/zudu/package.json', '"src",', ''),
      'packages/zudu/package.json: does not ship src. Fix: name src in "files".',
    ],
    [
      'a readme that does not say how to install the package',
      () => write('packages/zudu/README.md', '# @callspec/zudu\n\nNeeds Node 22.12 or newer.\n'),
      'packages/zudu/README.md: does not stand alone. Fix: begin with "# @callspec/zudu", write "Needs Node 22.12 or newer" and say how to install it.',
    ],
    [
      'a readme that does not say what the package runs on',
      () => tree.edit('packages/zudu/README.md', 'Needs Node 22.12', 'Needs Node 20'),
      'packages/zudu/README.md: does not stand alone. Fix: begin with "# @callspec/zudu", write "Needs Node 22.12 or newer" and say how to install it.',
    ],
    [
      'a client that depends on more than core',
      () => tree.edit('packages/butter/package.json', '"dependencies": {', '"dependencies": { "got": "1.0.0",'),
      'packages/butter/package.json: depends on got, @callspec/core, @callspec/provider. Fix: depend on @callspec/core and @callspec/provider only.',
    ],
    [
      'a dependency that would release its dependents with every patch',
      () => tree.edit('packages/butter/package.json', '"workspace:^"', '"workspace:*"'),
      'packages/butter/package.json: does not depend on @callspec/core as "workspace:^". Fix: write that, under "dependencies".',
    ],
    [
      'a simulator that depends on a client',
      () =>
        tree.edit(
          'packages/simulator/package.json',
          '"devDependencies": {',
          '"devDependencies": { "@callspec/butter": "workspace:^",',
        ),
      'packages/simulator/package.json: depends on @callspec/butter. Fix: remove it; packages/simulator may use no other package of this repository.',
    ],
    [
      'a simulator that imports a client',
      () => write('packages/simulator/src/cheat.ts', "import type { Call } from '@callspec/butter'\nexport type Row = Call\n"),
      'packages/simulator/src/cheat.ts: imports @callspec/butter. Fix: remove it; packages/simulator may use no other package of this repository.',
    ],
    [
      'a client that imports the call log',
      () => write('packages/butter/src/log.ts', "export { callLog } from 'callspec'\n"),
      'packages/butter/src/log.ts: imports callspec. Fix: remove it; packages/butter may use only provider, core.',
    ],
    [
      'a call log that uses a simulator at run time',
      () =>
        write('packages/callspec/src/demo.ts', "const simulators = await import('@callspec/simulator')\nexport { simulators }\n"),
      'packages/callspec/src/demo.ts: imports @callspec/simulator. Fix: remove it; packages/callspec may use only provider, core.',
    ],
    ...(
      [
        ['a type in other quotes', 'export type Log = import("callspec").CallLog\n'],
        ['a template', 'export const log = () => import(`callspec`)\n'],
        ['a require', "import log = require('callspec')\nexport { log }\n"],
        ['an import with a comment', "import /* the log */ 'callspec'\n"],
        ['an augmented module', "declare module 'callspec' {\n  interface Call {\n    more: string\n  }\n}\nexport {}\n"],
      ] as const
    ).map(([how, code]): [string, () => void, string] => [
      `a client that uses the call log by ${how}`,
      () => write('packages/butter/src/log.ts', code),
      'packages/butter/src/log.ts: imports callspec. Fix: remove it; packages/butter may use only provider, core.',
    ]),
    [
      'a client that depends on the call log where it is installed',
      () =>
        tree.edit(
          'packages/butter/package.json',
          '"sideEffects"',
          '"optionalDependencies": { "callspec": "workspace:^" },\n  "sideEffects"',
        ),
      'packages/butter/package.json: depends on callspec. Fix: remove it; packages/butter may use only provider, core.',
    ],
    [
      'a path into another package',
      () => write('packages/butter/src/reach.ts', "export * from '../../core/src/page.js'\n"),
      'packages/butter/src/reach.ts: imports ../../core/src/page.js, which lies outside its src. Fix: import the package by its name.',
    ],
    [
      'a hand-written file among the generated ones',
      () => write('packages/butter/src/generated/extra.ts', 'export const extra = 1\n'),
      'packages/butter/src/generated/extra.ts: is not generated. Fix: move it out of src/generated, or run `pnpm generate` to write its header.',
    ],
    [
      'a bin for everything',
      () => write('packages/core/src/utils.ts', 'export const noop = () => {}\n'),
      'packages/core/src/utils.ts: says nothing about its content. Fix: name it after the one thing it exports.',
    ],
    [
      'a folder for everything',
      () => write('packages/core/src/helpers/pick.ts', 'export const pick = 1\n'),
      'packages/core/src/helpers/pick.ts: says nothing about its content. Fix: name it after the one thing it exports.',
    ],
  ])('refuses %s', (_, change, problem) => {
    expect(added(change)).toEqual([problem])
  })

  test.each([
    ['new-voice', '"new-voice" is not a provider id. Fix: use a lower-case letter, then lower-case letters and digits.'],
    ['switch', '"switch" is a reserved word. Fix: use the name of the platform.'],
    ['core', '"core" is a reserved word. Fix: use the name of the platform.'],
  ])('refuses a provider by the name of %s', (id, problem) => {
    expect(added(() => cpSync(join(tree.root, 'specs/butter'), join(tree.root, 'specs', id), { recursive: true }))).toContain(
      `specs/${id}: ${problem}`,
    )
  })

  test('lets tests of the call log use the simulators', () => {
    expect(
      added(() =>
        tree.edit(
          'packages/butter/package.json',
          '"dependencies"',
          '"devDependencies": { "@callspec/simulator": "workspace:^" },\n  "dependencies"',
        ),
      ),
    ).toEqual([])
  })

  test('prints one line for each problem and exits 1', () => {
    renameSync(join(tree.root, 'packages/zudu/src/index.ts'), join(tree.root, 'packages/zudu/src/client.ts'))
    const { ok, output } = run('node', [join(root, 'scripts/src/check-layout.ts'), tree.root])
    expect(ok).toBe(false)
    expect(output.split('\n')).toContain('packages/zudu/src/index.ts: missing. Fix: export createZudu from it.')
    expect(output).not.toContain('clean')
  })
})
