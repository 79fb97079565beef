import { cleanText } from '../print/clean-text.js'
import type { Completed } from './complete.js'
import type { Candidate } from './completion.js'

/** The shells that the command knows. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof SHELLS)[number]

/** What a shell's function reads: a line that says what follows, then a word on each line. */
export function answer({ completion, prefix }: Completed, shell: Shell): string {
  if (typeof completion === 'string') return `${completion}\n`
  const lines = completion.words.map((candidate) => LINES[shell](candidate, prefix))
  return [completion.open ? 'open' : 'words', ...lines].map((line) => `${line}\n`).join('')
}

const LINES: Readonly<Record<Shell, (candidate: Candidate, prefix: string) => string>> = {
  // It shows words alone, and completes what stands behind a `=`.
  bash: ({ word }) => word,
  zsh: ({ word, about }) => escaped(word) + (about ? `:${escaped(brief(about))}` : ''),
  fish: ({ word, about }, prefix) => prefix + word + (about ? `\t${brief(about)}` : ''),
}

/** A colon separates a word from what it means. */
const escaped = (text: string) => text.replace(/[\\:]/g, '\\$&')

const LONGEST = 60

/** One line that a terminal has room for. */
function brief(text: string): string {
  const line = cleanText(text)
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).trimEnd()}…`
}
