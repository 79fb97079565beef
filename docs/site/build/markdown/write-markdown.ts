import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { capabilities } from '../../../../scripts/src/capabilities.ts'
import { readSpec } from '../../../../scripts/src/specs.ts'
import type { Document } from '../document.ts'
import { output } from '../folders.ts'
import { linked } from '../pages/markdown.ts'
import type { Page } from '../pages/page.ts'
import { llmsText } from './llms-text.ts'
import { providerMarkdown } from './provider-markdown.ts'

/** A page in Markdown, at its address. */
export interface Copy {
  slug: string
  title: string
  text: string
}

/** Writes every page a second time, in Markdown, as `index.md` beside it, and llms.txt, which lists them. */
export function writeMarkdown(pages: readonly Page[], slugs: ReadonlyMap<string, string>): void {
  const copies = [...pages.map((page) => copyOf(page, slugs)), ...capabilities.map(({ id, name }) => providerCopy(id, name))]
  for (const { slug, text } of copies) write(join(slug, 'index.md'), text)
  write('llms.txt', llmsText(pages))
  write(
    'llms-full.txt',
    copies
      .filter(({ slug }) => !isReference(slug))
      .map(({ text }) => text)
      .join('\n\n---\n\n'),
  )
}

/** Generated from the code, and longer than all that is written. */
const isReference = (slug: string) => /^packages\/[^/]+\/(?:api|changelog)/.test(slug)

function copyOf(page: Page, slugs: ReadonlyMap<string, string>): Copy {
  const text = stripVTControlCharacters(linked(page, slugs, 'index.md'))
    .replaceAll('```ansi', '```')
    // What the site draws as cards.
    .replaceAll(/^<\/?div.*>\n/gm, '')
    .trim()
  return { slug: page.slug, title: page.title, text: `# ${page.title}\n\n${text}` }
}

function providerCopy(id: string, name: string): Copy {
  // `Spec` names only what the other scripts read of the same document.
  return { slug: `platforms/${id}`, title: name, text: providerMarkdown(name, readSpec(id) as unknown as Document) }
}

function write(path: string, text: string): void {
  const file = join(output, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${text.trim()}\n`)
}
