// Compares specs/<id>/openapi.yaml with an OpenAPI document of the vendor's, on the operations that ours describes, and prints
// where they differ: pnpm drift <id> --against <file or URL>. Without --against it takes the document that the spec names in
// x-callspec.published, and without an id every spec that names one. --full prints long lists whole. --accept writes the
// differences to specs/<id>/known-drift.txt, which later runs leave out. --root=<folder> takes another tree.
// Exits 0 where nothing differs, 1 where something does, 2 where one of the two cannot be read.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BadInput } from './drift/bad-input.ts'
import { compareDocuments } from './drift/compare-documents.ts'
import { KNOWN_HEADER, knownLines } from './drift/known.ts'
import { harmless } from './drift/lines.ts'
import { readDocument } from './drift/read-document.ts'
import { reportOf } from './drift/report.ts'
import { read } from './files.ts'
import { providers, readSpec, root } from './specs.ts'

const FORM = 'Fix: pnpm drift <id> --against <file or URL>, such as --against openapi.json.'

try {
  const { id, against, full, accept, base } = readArguments()
  for (const [index, [provider, document]] of pairs(id, against, base).entries()) {
    if (index > 0) console.log()
    try {
      await compare(provider, document, base, full, accept)
    } catch (error) {
      fail(error)
    }
  }
} catch (error) {
  fail(error)
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        against: { type: 'string' },
        full: { type: 'boolean', default: false },
        accept: { type: 'boolean', default: false },
        root: { type: 'string', default: root },
      },
    })
    if (positionals.length > 1) throw new Error(`Unexpected argument "${positionals[1]}".`)
    return { ...values, id: positionals[0], base: values.root }
  } catch (error) {
    throw new BadInput(`${(error as Error).message.split('. ')[0]}. ${FORM}`)
  }
}

/** Which specs to compare, each with its document. */
function pairs(id: string | undefined, against: string | undefined, base: string): [id: string, document: string][] {
  const ids = providers(base)
  const published = (provider: string) => readSpec(provider, base)['x-callspec'].published
  if (id === undefined) {
    if (against !== undefined) throw new BadInput(`The id is missing. ${FORM}`)
    const found = ids.flatMap((provider): [string, string][] => {
      const document = published(provider)
      return document === undefined ? [] : [[provider, document]]
    })
    if (found.length === 0) console.log('No spec names a document under x-callspec.published: nothing to compare.')
    return found
  }
  if (!ids.includes(id)) throw new BadInput(`There is no provider "${id}". Fix: use one of ${ids.join(', ')}.`)
  const document = against ?? published(id)
  if (document === undefined) throw new BadInput(`specs/${id} names no document under x-callspec.published. ${FORM}`)
  return [[id, document]]
}

async function compare(id: string, document: string, base: string, isFull: boolean, isAccepted: boolean): Promise<void> {
  // pnpm runs scripts in the root; paths are relative to where the user is.
  const theirs = await readDocument(document, process.env.INIT_CWD)
  const comparison = compareDocuments(await readDocument(`specs/${id}/openapi.yaml`, base), theirs)
  const path = `specs/${id}/known-drift.txt`
  if (isAccepted) {
    const known = knownLines(comparison)
    writeFileSync(join(base, path), KNOWN_HEADER + known.map((line) => `${line}\n`).join(''))
    console.log(`${path}: ${known.length} known differences`)
    return
  }
  const known = (read(base, path) ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const { lines, differs } = reportOf(comparison, new Set(known), isFull)
  console.log([`${id} against ${harmless(document)}`, ...lines].join('\n'))
  if (differs) process.exitCode ||= 1
}

function fail(error: unknown): void {
  if (!(error instanceof BadInput)) throw error
  console.error(harmless(error.message))
  process.exitCode = 2
}
