import { Marked } from 'marked'

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text between tags, where a quotation mark stays as it is: JSON has many. */
export const escaped = (text: string) => text.replace(/[&<>]/g, (letter) => ESCAPES[letter]!)

/** Text in an attribute. */
export const quoted = (text: string) => text.replace(/[&<>"]/g, (letter) => ESCAPES[letter]!)

export const code = (text: string) => `<code>${escaped(text)}</code>`

const marked = new Marked({
  async: false,
  // What looks like HTML in a description is text.
  renderer: { html: ({ text }) => escaped(text) },
})

/** Markdown as HTML. */
export function markdown(text: string): string {
  const html = String(marked.parse(text)).trim()
  // A table may be wider than a phone. The page scrolls it under the same name as Redoc does.
  return html.replaceAll('<table>', '<div class="md-table-wrapper"><table>').replaceAll('</table>', '</table></div>')
}

/** One paragraph of Markdown, without the element around it. */
export const inline = (text: string) => String(marked.parseInline(text.replace(/\s+/g, ' ').trim()))
