import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { capabilities } from '../../../../scripts/src/capabilities.ts'
import { output } from '../folders.ts'
import { samples } from '../samples/samples.ts'
import { platformHtml } from './page/platform-html.ts'
import { hashOf, writeSharedFiles } from './page/shared-files.ts'
import { singleFile } from './page/single-file.ts'
import { pageDocument } from './page-document.ts'

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
    const file = `description.${hashOf(description)}.gz`
    writeFileSync(join(folder, file), description)
    writeFileSync(join(folder, 'index.html'), platformHtml(id, name, document, files, file))
    writeFileSync(join(folder, `${id}.html`), singleFile(name, document))
  }
}
