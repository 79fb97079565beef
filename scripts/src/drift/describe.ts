import type { Shape } from './shape.ts'

/** What a schema says, in a few words: `string or null`, `string, one of a, b`. */
export function describe(shape: Shape): string {
  const { words, isOpen } = shape
  if (words.size === 0) return typesText(shape)
  return `${typesText(shape)}, ${isOpen ? 'such as' : 'one of'} ${shortened(listed(words), 3)}`
}

/** A list as text, the longer ones cut. */
export function shortened(list: readonly string[], most: number): string {
  if (list.length <= most + 1) return list.join(', ')
  return `${list.slice(0, most).join(', ')} and ${list.length - most} more`
}

/** Values of an enum as they are told: plain words without quotes. */
export const listed = (words: ReadonlySet<string>) => [...words].map((word) => word.replace(/^"([\w.:/-]+)"$/, '$1'))

export const typesText = ({ types }: Shape) => [...types].sort(nullLast).join(' or ') || 'anything'

const nullLast = (a: string, b: string) => Number(a === 'null') - Number(b === 'null') || (a < b ? -1 : 1)
