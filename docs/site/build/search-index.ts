import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createIndex } from 'pagefind'
import { providers, readSpec } from '../../../scripts/src/specs.ts'
import { type Document, operationsOf } from './document.ts'
import { output } from './folders.ts'
import { operationAnchor } from './redoc/operation-anchor.ts'

/** Rewrites the search index: every page, and every operation of every platform with a link to it. */
export async function writeSearchIndex(): Promise<void> {
  const { index } = await createIndex({})
  if (!index) throw new Error('Pagefind did not start. Fix: check that its package for this system is installed.')
  const problems = (await index.addDirectory({ path: output })).errors
  for (const id of providers()) {
    // `Spec` names only what the other scripts read of the same document.
    const document = readSpec(id) as unknown as Document
    const name = document.servers[0]!.description
    for (const { method, path, operation } of operationsOf(document)) {
      const { errors } = await index.addCustomRecord({
        url: `/platforms/${id}/${operationAnchor(operation)}`,
        language: 'en',
        meta: { title: `${name}: ${operation.summary}` },
        content: `${operation.summary} ${name} ${operation.operationId} ${method} ${path} ${operation.description}`,
      })
      problems.push(...errors)
    }
  }
  const folder = join(output, 'pagefind')
  rmSync(folder, { recursive: true, force: true })
  problems.push(...(await index.writeFiles({ outputPath: folder })).errors)
  await index.deleteIndex()
  if (problems.length > 0) throw new Error(`Pagefind: ${problems.join('; ')}`)
}
