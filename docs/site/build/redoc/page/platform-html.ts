import { shellHead, shellHeader, skipLink } from '../../../src/shell/shell-header.ts'
import type { Document } from '../../document.ts'
import { shell } from '../../shell.ts'
import { escaped, quoted } from './html.ts'
import { secured } from './policy.ts'
import type { SharedFiles } from './shared-files.ts'
import { source } from './sources.ts'
import { staticPage } from './static-page.ts'

/** From a provider's page to the root of the site. */
const BASE = '../../'

/** A provider's page: readable as it is, until Redoc takes its place. `description`: the file that Redoc reads, beside it. */
export function platformHtml(id: string, name: string, document: Document, files: SharedFiles, description: string): string {
  const html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<!-- policy -->
<title>${escaped(name)} | callspec</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${quoted(document.info.summary ?? document.info.title)}">
<script>${source('theme.js').trim()}</script>
<link rel="icon" href="${BASE}favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${BASE}${files.style}">
${shellHead(BASE)}
<script type="module" src="${BASE}${files.script}"></script>
</head>
<body>
${skipLink('#content')}
<header class="shell-bar">${shellHeader({ ...shell(), base: BASE, current: id })}</header>
<div id="content" tabindex="-1"><div id="reference" class="ref" data-bundle="${BASE}${files.bundle}" data-description="${description}">${staticPage(document)}</div></div>
</body>
</html>
`
  return secured(html, {
    // The search's index is read by WebAssembly.
    'script-src': "'self' 'wasm-unsafe-eval'",
    'style-src': "'self'",
    'worker-src': "'self'",
    'img-src': "'self'",
    'connect-src': "'self'",
  })
}
