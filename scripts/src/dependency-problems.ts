import { dirname, join } from 'node:path'
import ts from 'typescript'
import { list, read, walk } from './files.ts'
import { SHARED_PACKAGES } from './shared-packages.ts'

/** The packages that each package may use; `<id>` means every provider's. */
const ALLOWED: Record<string, string[]> = {
  core: [],
  simulator: [],
  provider: ['core'],
  '<id>': ['provider', 'core'],
  callspec: ['provider', 'core'],
  verify: ['provider', 'core'],
  all: ['<id>'],
  sync: ['callspec', 'provider', 'core'],
  export: ['callspec', 'provider', 'core'],
  otel: ['callspec'],
  explorer: ['callspec', 'sync', 'export', 'provider', 'core'],
  mcp: ['callspec', 'sync', 'provider', 'core'],
  cli: ['callspec', 'explorer', 'mcp', 'sync', 'export', 'otel', 'verify', 'all', 'provider', 'core', 'simulator'],
}

/** Dependencies and imports that point the wrong way: cli → all → <id> → provider → core, cli → sync → callspec → provider, and cli → simulator. */
export function dependencyProblems(base: string): string[] {
  return list(base, 'packages').flatMap((name) => [...inManifest(name, base), ...inImports(name, base)])
}

function inManifest(name: string, base: string): string[] {
  const path = `packages/${name}/package.json`
  const {
    dependencies = {},
    optionalDependencies = {},
    peerDependencies = {},
    devDependencies = {},
  } = JSON.parse(read(base, path) ?? '{}')
  const wrong = (names: string[], allowed: string[]) =>
    names.filter((other) => ours(other) !== undefined && !allowed.includes(layer(ours(other)!)))
  // Tests of the log may read every provider and its simulator; those of a provider may ask its simulator.
  const inTests =
    {
      callspec: ['all', '<id>', 'verify', 'simulator'],
      verify: ['all', 'simulator'],
      sync: ['all', 'simulator'],
      export: ['all', 'simulator'],
      explorer: ['all', 'simulator'],
      mcp: ['all', 'simulator'],
      '<id>': ['simulator'],
    }[layer(name)] ?? []
  const misplaced = [
    ...wrong(Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }), allowedFor(name)),
    ...wrong(Object.keys(devDependencies), [...allowedFor(name), ...inTests]),
  ].map((other) => `${path}: depends on ${other}. Fix: remove it; ${rule(name)}`)
  // `workspace:*` would re-release every dependent on each patch, and a peer would turn a minor into a major.
  const pinned = Object.entries({ ...dependencies, ...devDependencies, ...peerDependencies })
    .filter(([other, range]) => ours(other) !== undefined && (range !== 'workspace:^' || other in peerDependencies))
    .map(([other]) => `${path}: does not depend on ${other} as "workspace:^". Fix: write that, under "dependencies".`)
  return [...misplaced, ...pinned]
}

function inImports(name: string, base: string): string[] {
  const folder = `packages/${name}`
  const declared = Object.keys(JSON.parse(read(base, folder, 'package.json') ?? '{}').dependencies ?? {})
  return walk(base, `${folder}/src`)
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) =>
      imports(read(base, path) ?? '').flatMap((specifier) => {
        if (specifier.startsWith('.')) {
          if (join(dirname(path), specifier).startsWith(`${folder}/src/`)) return []
          return [`${path}: imports ${specifier}, which lies outside its src. Fix: import the package by its name.`]
        }
        const other = ours(specifier)
        if (other === undefined || other === name) return []
        if (!allowedFor(name).includes(layer(other))) return [`${path}: imports ${specifier}. Fix: remove it; ${rule(name)}`]
        if (declared.some((dependency) => ours(dependency) === other)) return []
        return [`${path}: imports ${specifier}. Fix: name it under "dependencies" of ${folder}/package.json as "workspace:^".`]
      }),
    )
}

const allowedFor = (name: string) => ALLOWED[layer(name)] ?? []

/** Layer of a package folder. */
const layer = (folder: string) => (SHARED_PACKAGES.has(folder) ? folder : '<id>')

/** The folder of one of our packages: `@callspec/butter` → `butter`, `callspec/butter` → `callspec`; undefined for any other. */
function ours(specifier: string): string | undefined {
  const [scope, name] = specifier.split('/')
  return scope === 'callspec' ? 'callspec' : scope === '@callspec' ? name : undefined
}

/** Every module that a file names, for values or types, at once or later. */
function imports(source: string): string[] {
  const { importedFiles, ambientExternalModules = [] } = ts.preProcessFile(source, true, true)
  return [...importedFiles.map(({ fileName }) => fileName), ...ambientExternalModules]
}

function rule(name: string): string {
  const allowed = allowedFor(name).map((other) => (other === '<id>' ? "the providers' packages" : other))
  return `packages/${name} may use ${allowed.length > 0 ? `only ${allowed.join(', ')}` : 'no other package of this repository'}.`
}
