import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'

/** Narrower columns are harder to read than lines that the terminal breaks. */
const LEAST_ROOM = 24

/**
 * Prefixes `start` and breaks the text at spaces to fit the width. Later lines align below the text, indented by `hang` more. Words are
 * never broken, so that an id or an address can be copied. Colours of the text go on over its breaks.
 */
export function wrap(text: string, width: number, start = '', hang = 0): string {
  const [indentation = ''] = /^ */.exec(text) ?? []
  const own = text.slice(indentation.length)
  const indent = stringWidth(start) + indentation.length
  const room = Math.max(width - indent, LEAST_ROOM)
  const [first = '', ...rest] = broken(own, room)
  // What hangs has less room than the first line.
  const others = hang === 0 || rest.length === 0 ? rest : broken(rest.join(' '), Math.max(room - hang, LEAST_ROOM))
  return [start + indentation + first, ...others.map((line) => ' '.repeat(indent + hang) + line)].join('\n')
}

const broken = (text: string, room: number) => wrapAnsi(text, Math.min(room, stringWidth(text))).split('\n')
