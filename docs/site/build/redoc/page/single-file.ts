import type { Document } from '../../document.ts'
import { escaped } from './html.ts'
import { secured } from './policy.ts'
import { pageScript, pageStyle, redocBundle, source } from './sources.ts'
import { staticPage } from './static-page.ts'

/** A provider's page as one file with Redoc inside, for whoever takes it along. */
export function singleFile(name: string, document: Document): string {
  const description = JSON.stringify(document)
  return secured(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<!-- policy -->
<title>${escaped(name)} | callspec</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script>${source('theme.js').trim()}</script>
<style>:root { --shell-height: 0px; }
${pageStyle()}</style>
</head>
<body>
<div id="content" tabindex="-1"><div id="reference" class="ref">${staticPage(document)}</div></div>
<script type="module">${inElement(`${withoutExports(redocBundle())}
const description = ${description}
${pageScript()}
takeOverWhenShown(async () => [init, description])`)}</script>
</body>
</html>
`)
}

/** A script in a page cannot be imported from. */
function withoutExports(bundle: string): string {
  const exported = /export\s*\{[^{}]*\};?\s*$/
  if (!exported.test(bundle)) throw new Error('Redoc exports its functions differently now. Fix: look at the end of its bundle.')
  return bundle.replace(exported, '')
}

/** Text in a script may not look like the end of one. */
const inElement = (script: string) => script.replaceAll(/<(?=\/script|!--)/gi, '\\x3c')
