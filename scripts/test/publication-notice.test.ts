import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { leftoverNotices, readmes } from '../src/publication-notice.ts'
import { root } from '../src/specs.ts'
import { copyTree, type Tree } from './copy-tree.ts'

let tree: Tree
beforeAll(() => {
  tree = copyTree()
})
afterEach(() => tree.restore())
afterAll(() => tree.remove())

const readmeOf = (name: string) => new Map(readmes(tree.root)).get(`packages/${name}/README.md`)

function setVersion(name: string, version: string): void {
  const path = join(tree.root, 'packages', name, 'package.json')
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), version }))
}

test('a readme says how to do without the registry, below what installs the package', () => {
  setVersion('butter', '0.0.0')
  setVersion('cli', '0.0.0')
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(readmeOf('butter')).toContain(
    `npm install @callspec/butter\n\`\`\`\n\nNot published yet: \`npx -y ${packageManager} build\` in a clone of the repository, then \`npm install <clone>/packages/butter\`.\n\n## Use\n`,
  )
  expect(readmeOf('cli')).toContain(
    `Not published yet: in a clone of the repository, \`npx -y ${packageManager} --silent callspec …\` stands for the command.\n`,
  )
})

test('a readme says so no more once its package has a version', () => {
  setVersion('butter', '0.0.0')
  const before = readmeOf('butter') ?? ''
  writeFileSync(join(tree.root, 'packages/butter/README.md'), before)
  setVersion('butter', '0.1.0')
  expect(readmeOf('butter')).not.toContain('published')
  setVersion('butter', '0.0.0')
  expect(readmeOf('butter')).toBe(before)
})

test('what is written by hand is named once there is a version', () => {
  mkdirSync(join(tree.root, 'docs'))
  writeFileSync(join(tree.root, 'README.md'), 'The packages are not published yet.\n')
  writeFileSync(join(tree.root, 'docs/verify.md'), 'callspec (not\npublished yet)\n')
  writeFileSync(join(tree.root, 'docs/sync.md'), 'What is published here\n')
  setVersion('callspec', '0.0.0')
  expect(leftoverNotices(tree.root)).toEqual([])
  setVersion('callspec', '0.1.0')
  expect(leftoverNotices(tree.root)).toEqual(
    ['README.md', 'docs/verify.md'].map(
      (path) => `${path}: says that the packages are not published yet. Fix: say how to install them.`,
    ),
  )
})
