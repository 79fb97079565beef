import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createIndex } from 'pagefind'
import { providers, readSpec } from '../../../../scripts/src/specs.ts'
import type { Document } from '../document.ts'
import { output } from '../folders.ts'
import { recordsOf } from './records.ts'

/** How many files hold the texts of what is found. One for each record would be tens of thousands. */
const FRAGMENTS = 400

/** Writes the search index: every page, and the operations, parameters and fields of every provider. */
export async function writeSearchIndex(): Promise<void> {
  // Names keep their underscores: `date_from` is one word.
  const { index } = await createIndex({ includeCharacters: '_', maxFragments: FRAGMENTS })
  if (!index) throw new Error('Pagefind did not start. Fix: check that its package for this system is installed.')
  const problems = (await index.addDirectory({ path: output })).errors
  for (const id of providers()) {
    // `Spec` names only what the other scripts read of the same document.
    const document = readSpec(id) as unknown as Document
    const name = document.servers[0]!.description
    const added = await Promise.all(
      recordsOf(document).map(({ kind, title, where, anchor, text, words }, number) =>
        index.addCustomRecord({
          // Pagefind keeps one record for an address, and an operation has many.
          url: `/platforms/${id}/#${number}`,
          language: 'en',
          // An operation is looked for by the name of its provider as well.
          meta: {
            title: kind === 'operation' ? `${name}: ${title}` : title,
            where: kind === 'operation' ? where : `${name}: ${where}`,
            text,
            address: `platforms/${id}/${anchor}`,
          },
          filters: { kind: [kind], provider: [name] },
          // Parts of a name are words as well.
          content: `${title} ${title.replaceAll('_', ' ')} ${name} ${words} ${text}`,
        }),
      ),
    )
    problems.push(...added.flatMap(({ errors }) => errors))
  }
  const folder = join(output, 'pagefind')
  rmSync(folder, { recursive: true, force: true })
  problems.push(...(await index.writeFiles({ outputPath: folder })).errors)
  await index.deleteIndex()
  if (problems.length > 0) throw new Error(`Pagefind: ${problems.join('; ')}`)
}
