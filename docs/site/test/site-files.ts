import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { walk } from '../../../scripts/src/files.ts'
import { providers, readSpec } from '../../../scripts/src/specs.ts'
import { type Document, hooksOf, operationsOf } from '../build/document.ts'
import { output } from '../build/folders.ts'
import { operationAnchor } from '../build/redoc/operation-anchor.ts'

/** The addresses of all pages: `''`, `call/`, … */
export const pages = walk(output)
  .filter((file) => file.endsWith('index.html'))
  .map((file) => file.replace(/index\.html$/, ''))

/** The addresses of the platforms' pages, each with the anchors of its operations. */
export const platforms = providers().map((id) => {
  // `Spec` names only what the other scripts read of the same document.
  const document = readSpec(id) as unknown as Document
  const operations = [...operationsOf(document), ...hooksOf(document)]
  return { path: `platforms/${id}/`, anchors: operations.map(({ operation }) => operationAnchor(operation)) }
})

/** The ids on a page as it was written; `undefined` where there is no such page or file. */
export function idsOf(path: string): ReadonlySet<string> | undefined {
  const file = join(output, path, path === '' || path.endsWith('/') ? 'index.html' : '')
  if (!existsSync(file)) return undefined
  return new Set([...readFileSync(file, 'utf8').matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id))
}
