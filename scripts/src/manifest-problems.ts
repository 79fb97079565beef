import { isDeepStrictEqual } from 'node:util'
import { list, read } from './files.ts'
import { providers, root } from './specs.ts'

interface Manifest {
  name?: string
  version?: string
  description?: string
  keywords?: string[]
  type?: string
  bin?: Record<string, string>
  exports?: Record<string, unknown>
  files?: string[]
  dependencies?: Record<string, string>
  [field: string]: unknown
}

/** The oldest Node that the packages run on: the first whose `require` takes ES modules. */
const NODE = '22.12'

/** What is wrong with the manifests and readmes of the published packages, which are all of them. */
export function manifestProblems(base: string): string[] {
  const ids = providers(base)
  return list(base, 'packages').flatMap((folder) => {
    const text = read(base, 'packages', folder, 'package.json')
    // A missing manifest is reported by the layout check.
    return text === undefined ? [] : problemsOf(folder, JSON.parse(text), base, ids.includes(folder))
  })
}

function problemsOf(folder: string, manifest: Manifest, base: string, isProvider: boolean): string[] {
  const path = `packages/${folder}/package.json`
  const name = folder === 'callspec' ? folder : `@callspec/${folder}`
  const problems: string[] = []
  const wrong = (what: string, fix: string) => problems.push(`${path}: ${what}. Fix: ${fix}`)

  if (manifest.name !== name) wrong(`is named ${manifest.name}`, `name it ${name}.`)
  if (manifest.type !== 'module') wrong('is not an ES module', 'set "type" to "module".')
  if (!manifest.description) wrong('has no description', 'say in a sentence what the package is for.')
  if (!manifest.keywords?.includes('voice-ai')) wrong('has no keyword "voice-ai"', 'list what people search for in "keywords".')
  for (const [field, value] of Object.entries(expectedFields(folder, manifest))) {
    if (isDeepStrictEqual(manifest[field], value)) continue
    wrong(`has ${JSON.stringify(manifest[field]) ?? 'no value'} as "${field}"`, `set it to ${JSON.stringify(value)}.`)
  }
  if (!manifest.exports) wrong('has no exports', 'export "." with types and default from dist.')
  for (const [entry, target] of Object.entries(manifest.exports ?? {})) {
    if (!isEntryPoint(entry, target)) {
      wrong(`exports ${entry} as ${JSON.stringify(target)}`, 'give it "types" and then "default", both in dist.')
    }
  }
  const shipped = [...['dist', 'src'], ...Object.values(manifest.exports ?? {}).filter((target) => typeof target === 'string')]
  for (const file of shipped.map((target) => target.replace('./', ''))) {
    if (!manifest.files?.includes(file)) wrong(`does not ship ${file}`, `name ${file} in "files".`)
  }
  if (isProvider) {
    if (manifest.exports?.['./openapi.yaml'] !== './openapi.yaml') {
      wrong('does not export its spec', 'export "./openapi.yaml" as "./openapi.yaml".')
    }
    const names = Object.keys(manifest.dependencies ?? {})
    if (names.join() !== '@callspec/core,@callspec/provider') {
      wrong(`depends on ${names.join(', ') || 'nothing'}`, 'depend on @callspec/core and @callspec/provider only.')
    }
  }
  const readme = read(base, 'packages', folder, 'README.md')
  const needs = `Needs Node ${NODE} or newer`
  if (readme !== undefined && !(readme.startsWith(`# ${name}\n`) && readme.includes(needs) && /install|npx/.test(readme))) {
    problems.push(
      `packages/${folder}/README.md: does not stand alone. Fix: begin with "# ${name}", write "${needs}" and say how to install it.`,
    )
  }
  return problems
}

/** What follows from the folder, and is the same for all. */
function expectedFields(folder: string, { bin }: Manifest): Record<string, unknown> {
  const { license, repository } = JSON.parse(read(root, 'package.json') ?? '{}')
  const url = repository.url.replace(/^git\+|\.git$/g, '')
  return {
    license,
    homepage: `${url}/tree/main/packages/${folder}#readme`,
    bugs: `${url}/issues`,
    repository: { ...repository, directory: `packages/${folder}` },
    // A command consists of side effects.
    sideEffects: bin ? Object.values(bin) : false,
    engines: { node: `>=${NODE}` },
    publishConfig: { access: 'public', provenance: true },
  }
}

/** A plain file, or code with its types first: the first matching condition is used. */
function isEntryPoint(entry: string, target: unknown): boolean {
  if (typeof target === 'string') return target === entry
  return (
    typeof target === 'object' &&
    target !== null &&
    isDeepStrictEqual(Object.keys(target), ['types', 'default']) &&
    Object.values(target).every((file) => typeof file === 'string' && file.startsWith('./dist/'))
  )
}
