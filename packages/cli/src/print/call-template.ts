import { type Call, isCallspecError, type Redacted } from 'callspec'
import { type Column, selectColumns } from 'callspec/columns'
import { UsageError } from '../usage-error.js'
import { cleanText } from './clean-text.js'
import { zonedStamp } from './zoned-stamp.js'

/** A call as text, with a line feed at its end. Stamps are shown in the zone. */
export type CallTemplate = (call: Redacted<Call>, zone?: string) => string

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['\\', '\\'],
  ['{', '{'],
])

const PIECE = /\\(?<escape>.?)|\{(?<name>[^{}]*)(?<end>\}?)/gs

/**
 * Reads a template: `{agent.name}` stands for that member, `\t`, `\n`, `\\` and `\{` for a tab, a line feed, a backslash and a brace.
 * @throws UsageError naming the place that cannot be read
 */
export function callTemplate(text: string): CallTemplate {
  const pieces: (string | Column)[] = []
  let at = 0
  for (const match of text.matchAll(PIECE)) {
    pieces.push(text.slice(at, match.index), pieceOf(match))
    at = match.index + match[0].length
  }
  pieces.push(text.slice(at))
  return (call, zone = 'UTC') =>
    `${pieces.map((piece) => (typeof piece === 'string' ? piece : valueText(piece, call, zone))).join('')}\n`
}

function pieceOf({ 0: written, groups: { escape: escaped, name = '', end } = {} }: RegExpMatchArray): string | Column {
  if (escaped === undefined) return end === '' ? unreadable(`"${written}" has no closing brace`) : columnOf(name)
  return ESCAPES.get(escaped) ?? unreadable(String.raw`"${written}" means nothing. Known are \t, \n, \\ and \{`)
}

function columnOf(name: string): Column {
  try {
    const columns = selectColumns([name])
    if (columns.length === 1) return columns[0]!
    return unreadable(`{${name}} is several values. Pass one of ${columns.map(({ member }) => `{${member}}`).join(', ')}`)
  } catch (error) {
    if (!isCallspecError(error)) throw error
    throw new UsageError(error.message.replace('Invalid columns:', 'Invalid --template:'))
  }
}

function unreadable(problem: string): never {
  throw new UsageError(`Invalid --template: ${problem}.`)
}

function valueText(column: Column, call: Redacted<Call>, zone: string): string {
  const value = column.valueOf(call)
  // A value with a line feed would make two lines of one.
  return value === null ? '' : cleanText(column.type === 'stamp' ? zonedStamp(Date.parse(String(value)), zone) : String(value))
}
