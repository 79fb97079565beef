import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'

/** In less room than this, wrapped lines are harder to read than broken ones. */
const LEAST_ROOM = 24

/** `start` and a text, broken at spaces to fit the width. Later lines stand below the text, indented by `hang` more. A longer word stays whole. */
export function wrap(text: string, width: number, start = '', hang = 0): string {
  const indent = stringWidth(start) + hang
  const lines = wrapAnsi(text, Math.min(Math.max(width - indent, LEAST_ROOM), stringWidth(text))).split('\n')
  return lines.map((line, index) => (index === 0 ? start : ' '.repeat(indent)) + line).join('\n')
}
