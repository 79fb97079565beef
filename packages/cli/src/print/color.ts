import { styleText } from 'node:util'

/** What text means to its reader. Words say it as well: colour alone never does. */
export type Meaning = 'good' | 'bad' | 'warning' | 'active' | 'dim' | 'strong'

// Of the sixteen colours that every terminal has in its own shade, for light and dark.
const STYLES = {
  good: 'green',
  bad: 'red',
  warning: 'yellow',
  active: 'cyan',
  dim: 'dim',
  strong: 'bold',
} as const satisfies Record<Meaning, Parameters<typeof styleText>[0]>

/** Paints clean text, each of its lines for itself; text without a meaning stays as it is. */
export type Paint = (text: string, meaning: Meaning | undefined) => string

export const plain: Paint = (text) => text

export const colored: Paint = (text, meaning) =>
  meaning === undefined
    ? text
    : text
        .split('\n')
        .map((line) => (line.trim() === '' ? line : styleText(STYLES[meaning], line, { validateStream: false })))
        .join('\n')

/** When text is painted; `auto`: on a terminal that shows colour, unless NO_COLOR or FORCE_COLOR say otherwise. */
export const COLOR_WHEN = ['auto', 'always', 'never'] as const
export type ColorWhen = (typeof COLOR_WHEN)[number]

/** How to paint what goes to a stream. Node itself reads the variables and asks the terminal. */
export function paintFor(stream: NodeJS.WriteStream, when: ColorWhen): Paint {
  if (when !== 'auto') return when === 'always' ? colored : plain
  return styleText('bold', '-', { stream }) === '-' ? plain : colored
}
