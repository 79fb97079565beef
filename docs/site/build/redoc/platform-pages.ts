import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { capabilities } from '../../../../scripts/src/capabilities.ts'
import { output } from '../folders.ts'
import { samples } from '../samples/samples.ts'
import { platformHtml } from './page/platform-html.ts'
import { writeSharedFiles } from './page/shared-files.ts'
import { pageDocument } from './page-document.ts'
import { buildSingleFile } from './single-file.ts'

/** Builds the page of every platform, with the file that Redoc reads and the single file to take along beside it. */
export async function buildPlatformPages(): Promise<void> {
  const all = samples()
  const files = writeSharedFiles()
  for (const provider of capabilities) {
    const { id, name } = provider
    const own = new Map(all.filter((operation) => operation.id === id).map(({ key, samples }) => [key, samples]))
    const document = await pageDocument(provider, own)
    const folder = join(output, 'platforms', id)
    mkdirSync(folder, { recursive: true })
    // Compressed here, because not every host does it.
    const description = gzipSync(JSON.stringify(document), { level: 9 })
    const file = `description.${createHash('sha256').update(description).digest('hex').slice(0, 12)}.gz`
    writeFileSync(join(folder, file), description)
    writeFileSync(join(folder, 'index.html'), platformHtml(id, name, document, files, file))
    buildSingleFile(id, name, document, join(folder, `${id}.html`))
  }
}
