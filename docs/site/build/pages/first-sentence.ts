import type { Page } from './page.ts'

const FENCED = /^(?:```|~~~)[\s\S]*?^(?:```|~~~)[ \t]*$/gm
const CONTEXT = '**Context.** '

/** The first sentence of a page's text, without code and links; `''` if it begins with something else. */
export function firstSentence({ body }: Pick<Page, 'body'>): string {
  const paragraphs = body.replaceAll(FENCED, '').split(/\n{2,}/)
  const text = (paragraphs.find((part) => part.trim() !== '') ?? '')
    .replace(CONTEXT, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (!/^[\w`*]/.test(text)) return ''
  return /^.+?[.:](?= [A-Z`]|$)/.exec(text)?.[0].replace(/:$/, '.') ?? text
}
