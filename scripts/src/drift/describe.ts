import type { Shape } from './shape.ts'

/** A schema in a few words: `string or null`, `array`, `string, one of a, b`. */
export function describe(shape: Shape): string {
  const { enumValues, isOpen } = shape
  if (enumValues.size === 0) return typesText(shape)
  return `${typesText(shape)}, ${isOpen ? 'such as' : 'one of'} ${shortened(listed(enumValues), 3)}`
}

/** A list as text, the longer ones cut. */
export function shortened(list: readonly string[], most: number): string {
  if (list.length <= most + 1) return list.join(', ')
  return `${list.slice(0, most).join(', ')} and ${list.length - most} more`
}

/** Values of an enum for print: plain words without quotes. */
export const listed = (enumValues: ReadonlySet<string>) => [...enumValues].map((word) => word.replace(/^"([\w.:/-]+)"$/, '$1'))

export const typesText = ({ types }: Shape) => [...types].sort(nullLast).join(' or ') || 'anything'

const nullLast = (a: string, b: string) => Number(a === 'null') - Number(b === 'null') || (a < b ? -1 : 1)
