// Reads src/page/; writes dist/page.html: the whole page in one file, with its script and its style inline. Exits 1 if it does not compile.
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { build, type Rollup } from 'vite'

const bundled = await build({
  root: resolve('src/page'),
  configFile: false,
  logLevel: 'warn',
  build: { write: false, assetsInlineLimit: Number.POSITIVE_INFINITY, cssCodeSplit: false, modulePreload: false },
})
// Neither several outputs nor watching was asked for.
const { output } = bundled as Rollup.RollupOutput
const files = new Map(output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source.toString()]))

/** The text of a file that the page names. */
function inlined(address: string): string {
  const text = files.get(address.replace(/^\.?\//, ''))
  if (text === undefined) throw new Error(`src/page/index.html names ${address}, which was not built.`)
  return text
}

const scripts: string[] = []
const html = inlined('index.html')
  .replace(/\s*<link rel="stylesheet"[^>]* href="([^"]+)">/g, (_, href: string) => `\n<style>${inlined(href)}</style>`)
  // At the end of the page: what runs inline does not wait for the rest of it.
  .replace(/\s*<script type="module"[^>]* src="([^"]+)"><\/script>/g, (_, src: string) => {
    scripts.push(`<script type="module">${inlined(src).replaceAll('</script', '<\\/script')}</script>`)
    return ''
  })

writeFileSync(
  'dist/page.html',
  html.replace('</body>', () => `${scripts.join('\n')}\n</body>`),
)
