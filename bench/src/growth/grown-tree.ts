import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { providers, root } from '../../../scripts/src/specs.ts'

/** What a copy does without: it is made again, or found through a link. */
const LEFT_OUT = ['.git', 'node_modules', 'site', 'bench', '.generated', '.turbo']

/**
 * The repository, built, in a folder of its own inside of it, where the site generator finds what is installed, with as many providers as wanted: those that there are, and copies of their specs, packages
 * and documented answers under other ids.
 */
export function grownTree(count: number): { root: string; remove: () => void } {
  const tree = mkdtempSync(join(root, '.tmp-grown-'))
  for (const part of readdirSync(root)) {
    const filter = (path: string) => isCopied(relative(root, path))
    if (filter(join(root, part))) cpSync(join(root, part), join(tree, part), { recursive: true, verbatimSymlinks: true, filter })
  }
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'dir')
  const ids = providers()
  const copies = Array.from({ length: count - ids.length }, (_, index) => ({
    of: ids[index % ids.length]!,
    number: 2 + Math.floor(index / ids.length),
  }))
  for (const { of, number } of copies) copyProvider(tree, of, number)
  register(tree, copies)
  return { root: tree, remove: () => rmSync(tree, { recursive: true, force: true }) }
}

/** `docs/site` is the source of the site, and each folder with a manifest has its own links to what it imports. */
function isCopied(path: string): boolean {
  if (path === 'docs/site' || path.includes('/node_modules')) return true
  return !LEFT_OUT.includes(basename(path)) && !path.startsWith('.tmp-')
}

function copyProvider(tree: string, of: string, number: number): void {
  const id = `${of}${number}`
  for (const part of ['specs', 'packages']) {
    cpSync(join(tree, part, of), join(tree, part, id), { recursive: true, verbatimSymlinks: true })
  }
  edit(
    join(tree, 'specs', id, 'openapi.yaml'),
    /^servers:\n(?:.*\n)*?\s+description: \S.*$/m,
    (servers) => `${servers} ${number}`,
  )
  edit(join(tree, 'packages', id, 'package.json'), `"@callspec/${of}"`, () => `"@callspec/${id}"`)
  edit(join(tree, 'packages', id, 'README.md'), `# @callspec/${of}`, () => `# @callspec/${id}`)
}

/** The site asks the registry of providers what each can do, and the simulators for rows. */
function register(tree: string, copies: readonly { of: string; number: number }[]): void {
  const lines = copies.map(({ of, number }) => `  ${of}${number}: copyOf(known.${of}, ${number}),`)
  writeFileSync(
    join(tree, 'packages/all/dist/index.js'),
    `import * as known from './generated/providers.js'

const copyOf = (provider, number) => {
  const { definition } = provider
  const { descriptor } = definition
  const named = { ...descriptor, id: descriptor.id + number, name: descriptor.name + ' ' + number }
  return Object.assign((options) => provider(options), provider, { definition: { ...definition, descriptor: named } })
}

export const providers = {
  ...known,
${lines.join('\n')}
}
`,
  )
  const simulator = join(tree, 'packages/simulator/dist')
  cpSync(join(simulator, 'index.js'), join(simulator, 'known.js'))
  writeFileSync(
    join(simulator, 'index.js'),
    `import { startSimulator as start } from './known.js'

export * from './known.js'
export const startSimulator = (id, options) => start(id.replace(/\\d+$/, ''), options)
`,
  )
}

function edit(file: string, found: string | RegExp, write: (text: string) => string): void {
  const text = readFileSync(file, 'utf8')
  const next = text.replace(found, write)
  if (next === text) throw new Error(`${file}: holds no ${found}. Fix: bring bench/src/growth/grown-tree.ts up to date.`)
  writeFileSync(file, next)
}
