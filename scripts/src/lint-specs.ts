// Reads specs/*/openapi.yaml; writes nothing. Lints each with redocly.yaml and checks its extensions against
// specs/x-callspec.schema.json. Takes another root folder and the ids of those to lint; by default all. Exits 1 if anything is wrong.
import { join } from 'node:path'
import { extensionProblems } from './extension-problems.ts'
import { run } from './run.ts'
import { providers, readSpec, root } from './specs.ts'

const [base = root, ...only] = process.argv.slice(2)
const ids = providers(base).filter((id) => only.length === 0 || only.includes(id))
const files = ids.map((id) => `specs/${id}/openapi.yaml`)

const config = join(root, 'redocly.yaml')
const cli = join(root, 'node_modules/@redocly/cli/bin/cli.js')
const lint = run('node', [cli, 'lint', ...files, '--config', config, '--format', 'stylish'], base)
if (!lint.ok) console.error(lint.output)

const problems = ids.flatMap((id) => {
  const spec = readSpec(id, base)
  return extensionProblems(spec).map((problem) => `specs/${id}/openapi.yaml ${problem}`)
})
for (const problem of problems) console.error(problem)

if (lint.ok && problems.length === 0) console.log(`${ids.length} ${ids.length === 1 ? 'spec' : 'specs'}: lint clean`)
else process.exitCode = 1
