// Reads specs/*, the built packages and the documents; writes the TypeScript samples of the site and of the documents to
// docs/site/.generated/samples and type-checks them there. Exits 1 if one does not compile. Runs after the build.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { list, read } from '../../../scripts/src/files.ts'
import { run } from '../../../scripts/src/run.ts'
import { generated, root, site } from './folders.ts'
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

const FROM_FILE = /^import .+ from '\.\/.+'$/gm

/** Blocks of one document are one program: one uses what another declares. A block that imports files of the reader's comes last. */
const documents = [
  'README.md',
  ...list(root, 'docs').map((file) => `docs/${file}`),
  ...list(root, 'packages').map((name) => `packages/${name}/README.md`),
]
for (const path of documents.filter((file) => file.endsWith('.md'))) {
  const blocks = [...(read(root, path) ?? '').matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code)
  if (blocks.length === 0) continue
  writeFileSync(
    join(folder, `${path.replaceAll('/', '-')}.ts`),
    `${blocks
      .sort((a, b) => a.search(FROM_FILE) - b.search(FROM_FILE))
      .join('\n')
      .replaceAll(FROM_FILE, '')}\nexport {}\n`,
  )
  count++
}

const { ok, output } = run('tsc', ['-p', join(site, 'tsconfig.samples.json')])
console.log(ok ? `${count} code samples compile` : output)
if (!ok) process.exitCode = 1
