// Takes the id of a new provider; writes its spec folder, package, mapping, simulator, what their tests read, and a
// changeset, then what is generated from the specs. Overwrites no file. Takes another root folder as its second argument.
// Exits 2 if the id is invalid.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gaps } from './gaps.ts'
import { outputs } from './outputs.ts'
import { providerIdProblem } from './provider-id.ts'
import { scaffold } from './scaffold.ts'
import { root } from './specs.ts'

const [id, base = root] = process.argv.slice(2)
const problem = id === undefined ? 'The id is missing. Fix: pnpm new-provider <id>, such as pnpm new-provider acme.' : refusal(id)
if (id === undefined || problem) {
  console.error(problem)
  process.exit(2)
}

const files = scaffold(id, new Date().toISOString().slice(0, 10), base)
for (const [path, text] of files) write(path, text)
for (const [path, text] of await outputs(base)) write(path, text)

for (const path of [...files.keys()].sort()) console.log(`wrote ${path}`)
const own = gaps(base).filter((gap) => files.has(gap.split(':')[0] ?? ''))
console.log(`\n${own.length} places are to be filled in; \`pnpm check\` names them:\n\n${own.join('\n')}`)
console.log('\nNext: docs/add-a-provider.md')

function refusal(id: string): string | undefined {
  const taken = [`specs/${id}`, `packages/${id}`].find((path) => existsSync(join(base, path)))
  return providerIdProblem(id) ?? (taken && `${taken} exists already. Fix: use another id, or remove that folder.`)
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(base, path)), { recursive: true })
  writeFileSync(join(base, path), text)
}
