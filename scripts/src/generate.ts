// Reads specs/*/openapi.yaml and the model of a call; writes what is generated from them (see `outputs`). With --check it writes nothing, names every
// stale file, and exits 1 if there is one. Takes another root folder as its argument. Same input, same bytes.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { read } from './files.ts'
import { outputs } from './outputs.ts'
import { root } from './specs.ts'

const check = process.argv.includes('--check')
const base = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? root
const stale: string[] = []

for (const [file, content] of await outputs(base)) {
  if (read(base, file) === content) continue
  stale.push(file)
  if (check) continue
  mkdirSync(dirname(join(base, file)), { recursive: true })
  writeFileSync(join(base, file), content)
}

for (const file of stale) console.log(check ? `stale: ${file}` : `wrote ${file}`)
if (check && stale.length > 0) {
  console.error('Generated files do not match what they are made from. Run `pnpm generate` and commit what it writes.')
  process.exitCode = 1
}
