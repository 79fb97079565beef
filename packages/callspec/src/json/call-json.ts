import { type Call, SCHEMA, type Source } from '@callspec/provider'
import type { GotCall } from '../listing/log.js'
import type { Redacted } from '../redact.js'
import { jsonText } from './json-text.js'
import { memberPicker } from './member-picker.js'

export { jsonText } from './json-text.js'
export { memberPicker } from './member-picker.js'

export type PrintedCall = Call | GotCall<Call> | Redacted<Call> | Redacted<GotCall<Call>>

/**
 * Calls as lines of JSON that name their schema, with secrets masked, such as the token that admits to a web call. If a call's raw data is
 * nested too deeply for JSON.stringify, the call is written without it and passed to `onTooDeep`. `members`, which `selectMembers` makes of names: only
 * these, and no schema, which such lines do not meet.
 */
export function callJson(
  sources: readonly Source[],
  withRaw: boolean,
  onTooDeep: (call: PrintedCall) => void,
  members?: readonly string[],
) {
  const secretsOf = new Map(sources.map(({ id, definition }) => [id, definition.descriptor.secrets]))
  const written = members ? memberPicker(members) : (call: object) => ({ schema: SCHEMA, ...call })
  return (call: PrintedCall): string => {
    const bare = written({ ...call, raw: undefined, rawDetail: undefined })
    if (!withRaw) return `${jsonText(bare)}\n`
    try {
      return `${jsonText(written(call), undefined, secretsOf.get(call.source))}\n`
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      onTooDeep(call)
      return `${jsonText(bare)}\n`
    }
  }
}

/** The error for a call that was written without its raw data. */
export const tooDeepText = ({ key }: Pick<PrintedCall, 'key'>) =>
  `${key}: its raw data is nested too deeply for JSON, so the call is written without it.`
