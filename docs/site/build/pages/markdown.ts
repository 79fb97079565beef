import { posix } from 'node:path'
import type { Page } from './page.ts'

const TITLE = /^# (.+)\n/

/** The page for a Markdown file; its first heading is the title. */
export function pageOf(source: string, slug: string, text: string, label?: string): Page {
  const title = TITLE.exec(text)?.[1]
  if (title === undefined) throw new Error(`${source}: does not begin with a title. Fix: write "# Title" in its first line.`)
  return { source, slug, title: title.replaceAll('`', ''), body: text.replace(TITLE, ''), ...(label && { label }) }
}

const FENCES = /(^(?:```|~~~)[\s\S]*?^(?:```|~~~)[ \t]*$)/m
const LINK = /\[((?:[^[\]]|\[[^\]]*\])*)\]\((?!https?:|mailto:|#)([^)\s#]+)(#[^)\s]*)?\)/g

/**
 * The page with links to files replaced by links to their pages, or to `file` in the folders of these. A link to a file without a page
 * becomes plain text.
 */
export function linked(page: Page, slugs: ReadonlyMap<string, string>, file = ''): string {
  const replace = (text: string) =>
    text.replace(LINK, (_, label: string, path: string, anchor = '') => {
      const slug = slugs.get(posix.join(posix.dirname(page.source), path))
      return slug === undefined ? label : `[${label}](${relativeLink(page.slug, slug)}${file}${anchor})`
    })
  return page.body
    .split(FENCES)
    .map((part, index) => (index % 2 === 0 ? replace(part) : part))
    .join('')
}

/** From one page to another; each is a folder with an index file. */
export function relativeLink(from: string, to: string): string {
  const path = posix.relative(`/${from}`, `/${to}`)
  return path === '' ? './' : `${path.startsWith('.') ? '' : './'}${path}/`
}
