import type { Paint } from './color.js'
import { wrap } from './wrap.js'

/** Help as it is written, fitted to a width: paragraphs flow, and what is in a second column stays there. */
export const helpText = (text: string, width: number, paint: Paint): string =>
  paragraphs(text.split('\n'))
    .map((line) => (HEAD.test(line) ? paint(line, 'strong') : fit(line, width)))
    .join('\n')

const HEAD = /^[A-Z][^.;]{1,50}:$/

/** Lines that begin without a space are one paragraph, up to one that ends in a colon. */
function paragraphs(lines: readonly string[]): string[] {
  const joined: string[] = []
  for (const line of lines) {
    const before = joined.at(-1) ?? ''
    if (/^\S.*[^:]$/.test(before) && /^\S/.test(line)) joined[joined.length - 1] = `${before} ${line}`
    else joined.push(line)
  }
  return joined
}

/** Room that a second column needs. */
const LEAST_SECOND = 24

function fit(line: string, width: number): string {
  const [, first = '', second = ''] = /^( +\S.*? {2,})(\S.*)$/.exec(line) ?? []
  const isTwo = second !== '' && width - first.length >= LEAST_SECOND
  return isTwo ? wrap(second, width, first) : wrap(line, width, '', line.startsWith(' ') ? 2 : 0)
}
