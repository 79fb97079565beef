import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundledSpec } from './bundled-spec.ts'
import { callSchema } from './call-schema.ts'
import { describe } from './descriptor.ts'
import { enumsFile } from './enums.ts'
import { HEADER } from './header.ts'
import { inputsFile } from './inputs.ts'
import { readmes } from './publication-notice.ts'
import { querySchema, querySchemaModule } from './query-schema.ts'
import { providers, readSpec, root, type Spec } from './specs.ts'
import { compileTypes } from './types.ts'
import { webhookFile } from './webhook.ts'

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
      files.set(`${folder}/inputs.ts`, inputsFile(spec))
      const enums = enumsFile(spec)
      if (enums) files.set(`${folder}/enums.ts`, enums)
      const webhook = webhookFile(id, spec)
      if (webhook) files.set(`${folder}/webhook.ts`, webhook)
      files.set(`packages/${id}/openapi.yaml`, bundledSpec(id, base))
    } catch (cause) {
      // Lint finds what the spec lacks, and names the place.
      throw new Error(`specs/${id}/openapi.yaml: cannot be compiled. Fix what \`pnpm lint:specs\` reports first.`, { cause })
    }
  }
  // Namespaces, so that a provider is one line.
  files.set(
    'packages/all/src/generated/providers.ts',
    registry(ids, (id) => `@callspec/${id}`),
  )
  files.set('packages/all/package.json', allPackage(ids, base))
  const hooked = ids.filter((id) => specs.get(id)?.['x-callspec'].webhooks)
  files.set(
    'packages/all/src/generated/webhooks.ts',
    HEADER + hooked.map((id) => `export { webhook as ${id} } from '@callspec/${id}/webhook'\n`).join(''),
  )
  for (const name of ['callspec', 'mcp', 'verify'])
    files.set(`packages/${name}/src/generated/version.ts`, versionFile(name, base))
  files.set(
    'packages/simulator/src/generated/providers.ts',
    registry(ids, (id) => `../providers/${id}/simulator.js`),
  )
  // The registries that the tests of all providers read.
  files.set(
    'packages/callspec/test/generated/providers.ts',
    registry(ids, (id) => `../../../${id}/test/documented.js`),
  )
  files.set(
    'packages/simulator/test/generated/providers.ts',
    registry(ids, (id) => `../providers/${id}.js`),
  )
  const checked = ids.filter((id) => existsSync(join(base, `packages/verify/src/providers/${id}.ts`)))
  files.set(
    'packages/verify/src/generated/checks.ts',
    registry(checked, (id) => `../providers/${id}.js`),
  )
  files.set('packages/callspec/call.schema.json', callSchema(base))
  const query = querySchema(base)
  files.set('packages/callspec/query.schema.json', query)
  files.set('packages/callspec/src/generated/query-schema.ts', querySchemaModule(query))
  for (const [path, text] of readmes(base)) files.set(path, text)
  return files
}

/** One descriptor for the log and one for the client: who bundles one of them bundles nothing of the other. */
function descriptorFile(id: string, spec: Spec): string {
  // What follows a kind of page, writes a form, joins a pair of credentials, or finds a list's parents, is a function of `@callspec/core`, and stands in the descriptor by its name.
  const functions = new Set<string>()
  const [full, own] = [false, true].map((forClient) =>
    JSON.stringify(describe(id, spec, forClient), null, 2).replaceAll(
      /"(next|by|form|pair)": "(next\w+|parentLists|periodPieces|formBody|basicPair|fillParameters)"/g,
      (_, member: string, name: string) => {
        functions.add(name)
        return `"${member}": ${name}`
      },
    ),
  ) as [string, string]
  const isNumbered = functions.has('nextNumbered')
  const names = ['type ClientDescriptor', 'type Descriptor', ...functions, ...(isNumbered ? ['readInParallel'] : [])].join(', ')
  return `${HEADER}import { ${names} } from '@callspec/core'

export const descriptor = ${isNumbered ? full.replace('{', '{\n  readInParallel,') : full} as const satisfies Descriptor

/** Without what only a log reads. */
export const clientDescriptor = ${own} as const satisfies ClientDescriptor
`
}

/** The texts are in a file of their own: only `explain` and the documentation read them. */
function assumptionsFile(spec: Spec): string {
  const texts = Object.entries(spec['x-callspec'].assumptions).map(([id, { kind, text, source }]) => [id, { kind, text, source }])
  const body = JSON.stringify(Object.fromEntries(texts), null, 2)
  return `${HEADER}import type { Assumption } from '@callspec/core'\nimport type { descriptor } from './descriptor.js'\n\n/** What the documentation of ${spec.servers[0]!.description} leaves open and callspec takes as given. */\nexport const assumptions: Record<keyof typeof descriptor.assumptions, Assumption> = ${body}\n`
}

/** A line per provider. */
const registry = (ids: string[], from: (id: string) => string) =>
  HEADER + ids.map((id) => `export { ${id} } from '${from(id)}'\n`).join('')

/** The hand-written manifest with every provider among its dependencies. */
function allPackage(ids: string[], base: string): string {
  const manifest = JSON.parse(readFileSync(join(base, 'packages/all/package.json'), 'utf8'))
  manifest.dependencies = Object.fromEntries(ids.map((id) => [`@callspec/${id}`, 'workspace:^']))
  return `${JSON.stringify(manifest, null, 2)}\n`
}

/** Not every runtime lets a module read its manifest. */
function versionFile(folder: string, base: string): string {
  const { name, version }: { name: string; version: string } = JSON.parse(
    readFileSync(join(base, 'packages', folder, 'package.json'), 'utf8'),
  )
  return `${HEADER}/** Version of the package \`${name}\`. */\nexport const VERSION = '${version}'\n`
}
