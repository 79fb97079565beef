import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from '../../../../scripts/src/run.ts'
import type { CodeSample, Document } from '../document.ts'
import { generated, root, site } from '../folders.ts'
import { enrich } from './enrich.ts'

/** Builds one provider's page: a single, self-contained file. */
export function buildRedocPage(id: string, title: string, samples: ReadonlyMap<string, CodeSample[]>, file: string): void {
  const bundle = join(generated, `redoc/${id}.json`)
  const page = join(generated, `redoc/${id}.html`)
  mkdirSync(dirname(bundle), { recursive: true })
  redocly('bundle', join(root, `specs/${id}/openapi.yaml`), '--output', bundle)
  const document: Document = JSON.parse(readFileSync(bundle, 'utf8'))
  writeFileSync(bundle, JSON.stringify(enrich(document, samples)))
  redocly(
    ...['build-docs', bundle, '--output', page, '--inlineBundle', '--title', `${title} | callspec`],
    ...['--template', join(site, 'src/redoc/page.hbs'), '--config', join(site, 'redocly.yaml')],
  )
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, secured(framed(selfContained(readFileSync(page, 'utf8')))))
}

function redocly(...args: string[]): void {
  const { ok, output } = run('node', [join(root, 'node_modules/@redocly/cli/bin/cli.js'), ...args])
  if (!ok) throw new Error(`redocly ${args[0]} failed:\n${output}`)
}

const LOGO = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 16" width="44" height="16"><text y="12" font-family="sans-serif" font-size="12" font-weight="600" fill="#6f86d6">Redoc</text></svg>',
)}`

/** Replaces the logo on a CDN, and makes links stay within the page even before its script has run. */
function selfContained(html: string): string {
  const logo = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(?:-full)?\.svg/g
  if (!logo.test(html)) throw new Error('Redoc names its logo differently now. Fix: find it and replace it here.')
  return html.replace(logo, LOGO).replace(/ href="(\/[^"]*)" data-discover/g, ' href="#$1" data-discover')
}

/** Adds the site's style and script. */
function framed(html: string): string {
  const part = (name: string) => readFileSync(join(site, 'src/redoc', name), 'utf8').trim()
  return html
    .replace('<!-- styles -->', () => `<style>${part('page.css')}</style>`)
    .replace('<!-- script -->', () => `<script>${part('page.js')}</script>`)
}

/** Adds a policy that allows each script by its hash, and no request. */
function secured(html: string): string {
  const scripts = [...html.matchAll(/<script(?: type="module")?>([\s\S]*?)<\/script>/g)]
  const hashes = scripts.map(([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
  const policy = [
    "default-src 'none'",
    `script-src ${[...new Set(hashes)].join(' ')}`,
    // Redoc sets styles as it renders, and searches in a worker made from a string.
    "style-src 'unsafe-inline'",
    'worker-src blob:',
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ]
  return html.replace('<!-- policy -->', `<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">`)
}
