import { type Call, isCallspecError, type Redacted } from 'callspec'
import type { Cursors } from '../answer/cursors.js'
import { failureText } from '../answer/failure-text.js'
import { visibleText } from '../answer/visible-text.js'
import type { ReadableCalls, ReadCall } from '../calls/readable-calls.js'
import type { Recent } from '../calls/recent.js'
import { maskCall, withoutRows } from '../mask/mask-call.js'
import { textMask } from '../mask/mask-text.js'

/** What the tools of a server share, whatever connection asks. */
export interface Room {
  readonly calls: ReadableCalls
  /** Whether people are masked. */
  readonly redact: boolean
  /** Of structured content, and of text. */
  readonly mostBytes: number
  readonly cursors: Cursors
  /** Calls that `get_call` gave in part, as they are shown, so that the rest is of the same. */
  readonly got: Recent<ShownCall>
}

export interface ShownCall {
  read: ReadCall
  call: Redacted<Call>
}

/** A call as this server shows it. */
export const shownCall = ({ redact }: Room, call: ReadCall['call']) => (redact ? maskCall(call) : withoutRows(call))

const maskNumbers = textMask([])

/** A note as this server shows it: platforms put what they were asked into their errors. */
export const shownNote = ({ redact }: Room, text: string): string => visibleText(redact ? maskNumbers(text) : text)

/** What an error says, in the words of the tools. */
export function shownFailure(room: Room, error: unknown): string {
  const text = failureText(error)
  if (!isCallspecError(error)) return shownNote(room, text)
  const said = text
    // Who is told "yesterday" has to know today.
    .replace(/^Invalid (?:since|until): .*/s, (said) => `${said} It is now ${new Date().toISOString()}.`)
    .replace(/^Invalid columns:/, 'Invalid fields:')
    .replace(/ Take an id from list\.$/, ' Take a key from list_calls.')
    .replace(" Leave the filter out, or skip such sources with { onUnsupported: 'skip' }.", ' Leave the filter out.')
  // That repeats what the agent sent, and shows how a number is written.
  return error.code === 'invalid-query' ? visibleText(said) : shownNote(room, said)
}
