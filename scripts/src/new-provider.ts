// Takes the id of a new provider. First it writes its spec folder and a changeset; run again once the spec is filled in, whatever
// follows from it: package, mapping, simulator, what their tests read, and what is generated from the specs. Overwrites no
// file. Takes another root folder as its second argument. Exits 1 if the spec is incomplete, 2 if the id is invalid.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gaps } from './gaps.ts'
import { outputs } from './outputs.ts'
import { providerIdProblem } from './provider-id.ts'
import { run } from './run.ts'
import { providerFiles } from './scaffold/provider-files.ts'
import { specFiles } from './scaffold/templates.ts'
import { root } from './specs.ts'

const [id, base = root] = process.argv.slice(2)
const problem =
  id === undefined ? 'The id is missing. Fix: pnpm new-provider <id>, with the name of the platform in lower case.' : refusal(id)
if (id === undefined || problem) {
  console.error(problem)
  process.exit(2)
}
const isSpecified = existsSync(join(base, 'specs', id))
const incomplete = isSpecified ? whatSpecLacks(id) : undefined
if (incomplete) {
  console.error(incomplete)
  process.exit(1)
}

const files = isSpecified ? providerFiles(id, base) : specFiles(id, new Date().toISOString().slice(0, 10))
for (const [path, text] of files) write(path, text)
if (isSpecified) for (const [path, text] of await outputs(base)) write(path, text)

for (const path of [...files.keys()].sort()) console.log(`wrote ${path}`)
const own = gaps(base).filter((gap) => files.has(gap.split(':')[0] ?? ''))
console.log(
  `\n${own.length} places are to be filled in; \`pnpm check${isSpecified ? ` ${id}` : ''}\` names them:\n\n${own.join('\n')}`,
)
console.log(
  isSpecified
    ? '\nNext: `pnpm install`, then docs/add-a-provider.md'
    : `\nNext: fill in specs/${id} from the pages, then run \`pnpm new-provider ${id}\` again: it writes what follows from the spec.`,
)

function refusal(id: string): string | undefined {
  // What `pnpm generate` made of the spec is written anew.
  const taken = existsSync(join(base, 'packages', id, 'package.json'))
  return (
    providerIdProblem(id) ?? (taken ? `packages/${id} exists already. Fix: use another id, or remove that folder.` : undefined)
  )
}

/** What is left to be done before anything can follow from the spec. */
function whatSpecLacks(id: string): string | undefined {
  const left = gaps(base).filter((gap) => gap.startsWith(`specs/${id}/`))
  if (left.length > 0) return `${left[0]} (${left.length} in all). Fix: fill in specs/${id} first, then run this again.`
  const { ok, output } = run('node', [join(root, 'scripts/src/lint-specs.ts'), base, id])
  return ok
    ? undefined
    : `specs/${id}: not clean yet. Fix what \`pnpm lint:specs\` says first, then run this again.\n\n${output.trim()}`
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(base, path)), { recursive: true })
  writeFileSync(join(base, path), text)
}
