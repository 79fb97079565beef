import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundledSpec } from './bundled-spec.ts'
import { callSchema } from './call-schema.ts'
import { configSchema } from './config-schema.ts'
import { describe } from './descriptor.ts'
import { HEADER } from './header.ts'
import { readmes } from './publication-notice.ts'
import { SHARED_PACKAGES } from './shared-packages.ts'
import { providers, readSpec, root, type Spec } from './specs.ts'
import { compileTypes } from './types.ts'

/** Every generated file with its content. */
export async function outputs(base = root): Promise<Map<string, string>> {
  const ids = providers(base)
  const specs = new Map(ids.map((id) => [id, readSpec(id, base)]))
  const files = new Map<string, string>()
  for (const [id, spec] of specs) {
    const folder = `packages/${id}/src/generated`
    try {
      files.set(`${folder}/types.ts`, HEADER + (await compileTypes(id, base)))
      files.set(`${folder}/descriptor.ts`, descriptorFile(id, spec))
      files.set(`${folder}/assumptions.ts`, assumptionsFile(spec))
      files.set(`packages/${id}/openapi.yaml`, bundledSpec(id, base))
    } catch (cause) {
      // What a spec lacks is found by lint, which names the place.
      throw new Error(`specs/${id}/openapi.yaml: cannot be compiled. Fix what \`pnpm lint:specs\` says of it first.`, { cause })
    }
  }
  files.set('packages/callspec/src/generated/providers.ts', HEADER + ids.map(exportProvider).join(''))
  files.set('packages/callspec/src/generated/assumptions.ts', assumptionRegistry(ids))
  files.set('packages/callspec/src/generated/version.ts', versionFile(base))
  files.set('packages/callspec/package.json', callspecPackage(ids, base))
  files.set('packages/cli/package.json', stringify(manifestWithProviders('packages/cli/package.json', ids, base)))
  files.set(
    'packages/simulator/src/generated/providers.ts',
    registry(ids, 'simulators', (id) => `../providers/${id}/simulator.js`),
  )
  // What the tests of every platform read of each.
  for (const name of ['callspec', 'simulator']) {
    files.set(
      `packages/${name}/test/generated/providers.ts`,
      registry(ids, 'documented', (id) => `../providers/${id}.js`),
    )
  }
  files.set('packages/cli/src/generated/providers.ts', cliRegistry(ids))
  files.set('packages/callspec/call.schema.json', callSchema(base))
  for (const [path, text] of readmes(base)) files.set(path, text)
  const schema = JSON.stringify(configSchema(specs), null, 2)
  files.set('packages/cli/config.schema.json', `${schema}\n`)
  files.set('packages/cli/src/generated/config-schema.ts', `${HEADER}export const configSchema = ${schema} as const\n`)
  return files
}

function descriptorFile(id: string, spec: Spec): string {
  const body = JSON.stringify(describe(id, spec), null, 2)
  return `${HEADER}import type { Descriptor } from '@callspec/core'\n\nexport const descriptor = ${body} as const satisfies Descriptor\n`
}

/** The texts stand in a file of their own: only `explain` and the documentation read them. */
function assumptionsFile(spec: Spec): string {
  const body = JSON.stringify(spec['x-callspec'].assumptions, null, 2)
  return `${HEADER}import type { Assumption } from '@callspec/core'\nimport type { descriptor } from './descriptor.js'\n\n/** What the documentation of ${spec.servers[0]!.description} leaves open and callspec takes as given. */\nexport const assumptions: Record<keyof typeof descriptor.assumptions, Assumption> = ${body}\n`
}

const exportProvider = (id: string) => `export { ${id} } from '../providers/${id}.js'\n`

function registry(ids: string[], name: string, from: (id: string) => string): string {
  const imports = ids.map((id) => `import { ${id} } from '${from(id)}'\n`).join('')
  return `${HEADER}${imports}\nexport const ${name} = { ${ids.join(', ')} } as const\n`
}

/** In a file of its own, which only `explain` imports. */
function assumptionRegistry(ids: string[]): string {
  const imports = ids.map((id) => `import { assumptions as ${id} } from '@callspec/${id}'\n`).join('')
  return `${HEADER}import type { Assumption } from '@callspec/core'\n${imports}\n/** What each built-in provider's documentation leaves open, by provider id. */\nexport const assumptions: Readonly<Record<string, Readonly<Record<string, Assumption>>>> = { ${ids.join(', ')} }\n`
}

function cliRegistry(ids: string[]): string {
  const texts = ids.map((id) => `import { assumptions as ${id}Assumptions } from '@callspec/${id}'\n`).join('')
  return `${HEADER}${texts}import { ${ids.join(', ')} } from 'callspec'\n\nexport const providers = { ${ids.join(', ')} } as const\n\nexport const assumptions = {\n${ids.map((id) => `  ${id}: ${id}Assumptions,\n`).join('')}} as const\n`
}

/** A module cannot read its manifest in every runtime. */
function versionFile(base: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(base, 'packages/callspec/package.json'), 'utf8'))
  return `${HEADER}/** Version of the package \`callspec\`. */\nexport const VERSION = '${version}'\n`
}

/** The hand-written manifest with the entry points of every provider. */
function callspecPackage(ids: string[], base: string): string {
  const manifest = manifestWithProviders('packages/callspec/package.json', ids, base)
  manifest.exports = {
    ...keep(manifest.exports, (_, value) => JSON.stringify(value).includes('/dist/providers/')),
    ...Object.fromEntries(
      ids.map((id) => [`./${id}`, { types: `./dist/providers/${id}.d.ts`, default: `./dist/providers/${id}.js` }]),
    ),
  }
  return stringify(manifest)
}

/** A hand-written manifest with every provider's package among its dependencies. */
function manifestWithProviders(path: string, ids: string[], base: string) {
  const manifest = JSON.parse(readFileSync(join(base, path), 'utf8'))
  const isProvider = (name: string) => name.startsWith('@callspec/') && !SHARED_PACKAGES.has(name.replace('@callspec/', ''))
  manifest.dependencies = {
    ...keep(manifest.dependencies, isProvider),
    ...Object.fromEntries(ids.map((id) => [`@callspec/${id}`, 'workspace:^'])),
  }
  return manifest
}

const keep = (record: Record<string, unknown>, drop: (name: string, value: unknown) => boolean) =>
  Object.fromEntries(Object.entries(record).filter(([name, value]) => !drop(name, value)))

const stringify = (manifest: object) => `${JSON.stringify(manifest, null, 2)}\n`
