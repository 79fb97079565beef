import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'

/** Narrower columns are harder to read than lines that the terminal breaks. */
const LEAST_ROOM = 24

/** Prefixes `start` and breaks the text at spaces to fit the width. Later lines align below the text, indented by `hang` more. Words are never broken. */
export function wrap(text: string, width: number, start = '', hang = 0): string {
  const indent = stringWidth(start) + hang
  const lines = wrapAnsi(text, Math.min(Math.max(width - indent, LEAST_ROOM), stringWidth(text))).split('\n')
  return lines.map((line, index) => (index === 0 ? start : ' '.repeat(indent)) + line).join('\n')
}
