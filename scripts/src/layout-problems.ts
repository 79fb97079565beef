import { basename } from 'node:path'
import { capitalize } from './capitalize.ts'
import { credentialsOf } from './credentials.ts'
import { list, read, walk } from './files.ts'
import { HEADER } from './header.ts'
import { providerIdProblem } from './provider-id.ts'
import { SHARED_PACKAGES } from './shared-packages.ts'
import { providers, readSpec } from './specs.ts'

const GENERATED = ['types', 'descriptor', 'assumptions', 'inputs']

/** Which parts of a provider are missing, and which parts have no spec. */
export function layoutProblems(base: string): string[] {
  const ids = providers(base)
  return [...ids.flatMap((id) => missingParts(id, base)), ...partsWithoutSpec(ids, base), ...misplaced(base)]
}

function missingParts(id: string, base: string): string[] {
  const folder = `packages/${id}`
  const idProblem = providerIdProblem(id)
  const problems: string[] = idProblem ? [`specs/${id}: ${idProblem}`] : []
  const need = (path: string, fix: string) => {
    if (read(base, path) === undefined) problems.push(`${path}: missing. Fix: ${fix}`)
  }

  if (!list(base, 'specs', id, 'examples').some((file) => file.endsWith('.json'))) {
    problems.push(
      `specs/${id}/examples: missing. Fix: save a documented response there as {"value": …} and refer to it from the spec.`,
    )
  }
  need(`${folder}/package.json`, `describe the package @callspec/${id}.`)
  need(`${folder}/tsconfig.json`, 'write { "extends": "../../tsconfig.package.json", "include": ["src"] }.')
  need(`${folder}/README.md`, `say what @callspec/${id} is for and show one request.`)
  if (!list(base, folder, 'test').some((file) => file.endsWith('.test.ts'))) {
    problems.push(`${folder}/test: missing. Fix: add a *.test.ts that sends a request and reads the documented response.`)
  }
  for (const name of GENERATED) need(`${folder}/src/generated/${name}.ts`, 'run `pnpm generate`.')
  need(`${folder}/openapi.yaml`, 'run `pnpm generate`.')
  for (const [path, fix] of registered(id)) {
    need(path, fix)
    const text = read(base, path)
    if (text === undefined || new RegExp(`export const ${id}\\b`).test(text)) continue
    problems.push(`${path}: does not export ${id}. Fix: export it under that name; registries import it from there.`)
  }
  problems.push(...credentialProblems(id, base), ...webhookProblems(id, base))

  const create = `create${capitalize(id)}`
  const index = read(base, folder, 'src/index.ts')
  if (index === undefined) problems.push(`${folder}/src/index.ts: missing. Fix: export ${create} from it.`)
  else if (!new RegExp(`export (?:function|const) ${create}\\b`).test(index)) {
    problems.push(
      `${folder}/src/index.ts: does not export ${create}. Fix: export that function; the name follows from the folder.`,
    )
  }
  if (index !== undefined && !new RegExp(`export (?:\\*|\\{[^}]*\\b${id}\\b[^}]*\\}) from './provider\\.js'`).test(index)) {
    problems.push(`${folder}/src/index.ts: does not export ${id}. Fix: export { ${id}, toCall } from './provider.js'.`)
  }
  return problems
}

/** What the generated registries import, and what to write there. */
const registered = (id: string): [path: string, fix: string][] => [
  [`packages/${id}/src/provider.ts`, `map ${id} to the Call there with defineProvider.`],
  [`packages/simulator/src/providers/${id}/simulator.ts`, `simulate ${id} there with defineSimulator.`],
  [`packages/${id}/test/documented.ts`, `write there by hand what the documentation of ${id} says about requests and rows.`],
  [`packages/simulator/test/providers/${id}.ts`, `write there by hand what the documentation of ${id} says about its responses.`],
]

function credentialProblems(id: string, base: string): string[] {
  const prefix = `${id.toUpperCase()}_`
  // Lint reports a spec without any.
  const spec = readSpec(id, base)
  return (spec?.components?.securitySchemes ? credentialsOf(spec) : [])
    .map(({ environment }) => environment)
    .filter((environment) => !environment?.startsWith(prefix))
    .map(
      (environment) =>
        `specs/${id}/openapi.yaml: reads a credential from ${environment}. Fix: begin the name of the variable with ${prefix}.`,
    )
}

/** Web hooks that are described have a module, an entry point of it, and a word about it. */
function webhookProblems(id: string, base: string): string[] {
  if (!readSpec(id, base)?.['x-callspec']?.webhooks) return []
  const folder = `packages/${id}`
  const parts: [path: string, holds: RegExp, fix: string][] = [
    ['src/generated/webhook.ts', /webhookDescriptor/, 'run `pnpm generate`.'],
    ['src/webhook.ts', /export const webhook\b/, 'export `webhook` from it, made with defineWebhook.'],
    ['test/webhook.test.ts', /parse/, 'run webhookSuite there with signatures from elsewhere, and parse the documented bodies.'],
    ['package.json', /"\.\/webhook"/, 'export "./webhook" with types and default from dist.'],
    ['README.md', /^## Web hooks$/m, 'say under "## Web hooks" how they are taken.'],
  ]
  return parts.flatMap(([path, holds, fix]) =>
    holds.test(read(base, folder, path) ?? '')
      ? []
      : [`${folder}/${path}: web hooks of specs/${id} are missing in it. Fix: ${fix}`],
  )
}

function partsWithoutSpec(ids: string[], base: string): string[] {
  const isFolder = (name: string) => list(base, 'specs', name).length > 0
  const unspecified = list(base, 'specs').filter((name) => isFolder(name) && !ids.includes(name))
  const packages = list(base, 'packages').filter((name) => !SHARED_PACKAGES.has(name))
  const inFolder = (folder: string) =>
    list(base, folder).map((file) => ({ id: basename(file, '.ts'), path: `${folder}/${file}` }))
  return [
    ...unspecified.map((id) => ({ id, path: `specs/${id}` })),
    ...packages.map((id) => ({ id, path: `packages/${id}` })),
    ...inFolder('packages/simulator/src/providers'),
    ...inFolder('packages/simulator/test/providers'),
    ...inFolder('packages/verify/src/providers'),
  ]
    .filter(({ id }) => !ids.includes(id))
    .map(({ id, path }) => `${path}: has no spec. Fix: write specs/${id}/openapi.yaml, or remove ${path}.`)
}

function misplaced(base: string): string[] {
  const files = ['packages', 'scripts'].flatMap((folder) => walk(base, folder))
  return files.flatMap((path) => {
    if (/\/(?:src|test)\/generated\/.+\.ts$/.test(path) && !read(base, path)?.startsWith(HEADER)) {
      return [`${path}: is not generated. Fix: move it out of src/generated, or run \`pnpm generate\` to write its header.`]
    }
    if (/\/(utils?|helpers?)(\/|\.[jt]s$)/.test(path)) {
      return [`${path}: says nothing about its content. Fix: name it after the one thing it exports.`]
    }
    return []
  })
}
