import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from '../../../../scripts/src/run.ts'
import type { Document } from '../document.ts'
import { generated, root, site } from '../folders.ts'
import { localLogo } from './local-logo.ts'
import { secured } from './policy.ts'

/** Builds one provider's page as a single file, with Redoc inside, for whoever takes it along. */
export function buildSingleFile(id: string, title: string, document: Document, file: string): void {
  const source = join(generated, `redoc/${id}.json`)
  const page = join(generated, `redoc/${id}.html`)
  mkdirSync(dirname(source), { recursive: true })
  writeFileSync(source, JSON.stringify(document))
  const { ok, output } = run('node', [
    ...[join(root, 'node_modules/@redocly/cli/bin/cli.js'), 'build-docs', source, '--output', page, '--inlineBundle'],
    ...['--title', `${title} | callspec`, '--template', join(site, 'src/redoc/page.hbs'), '--config', join(site, 'redocly.yaml')],
  ])
  if (!ok) throw new Error(`redocly build-docs failed:\n${output}`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, secured(framed(inPage(localLogo(readFileSync(page, 'utf8'))))))
}

/** Makes links stay within the page even before its script has run. */
const inPage = (html: string) => html.replace(/ href="(\/[^"]*)" data-discover/g, ' href="#$1" data-discover')

/** Adds the site's style and script. */
function framed(html: string): string {
  const part = (name: string) => readFileSync(join(site, 'src/redoc', name), 'utf8').trim()
  return html
    .replace('<!-- styles -->', () => `<style>${part('page.css')}</style>`)
    .replace('<!-- script -->', () => `<script>${part('theme.js')}</script><script>${part('page.js')}</script>`)
}
