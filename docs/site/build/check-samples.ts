// Reads specs/* and the built packages; writes the TypeScript code samples of the site to docs/site/.generated/samples and
// type-checks them there. Exits 1 if one does not compile. Runs after the build.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../../../scripts/src/run.ts'
import { generated, site } from './folders.ts'
import { samples } from './samples/samples.ts'

const folder = join(generated, 'samples')
rmSync(folder, { recursive: true, force: true })

let count = 0
for (const { id, operationId, samples: ofOperation } of samples()) {
  mkdirSync(join(folder, id), { recursive: true })
  for (const { lang, label, source } of ofOperation) {
    if (lang !== 'TypeScript') continue
    writeFileSync(join(folder, id, `${operationId}.${label.replace(' ', '-').toLowerCase()}.ts`), source)
    count++
  }
}

const { ok, output } = run('tsc', ['-p', join(site, 'tsconfig.samples.json')])
console.log(ok ? `${count} code samples compile` : output)
if (!ok) process.exitCode = 1
