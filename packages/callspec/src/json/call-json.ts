import { type Call, SCHEMA, type Source } from '@callspec/provider'
import type { GotCall } from '../listing/log.js'
import type { Redacted } from '../redact.js'
import { jsonText } from './json-text.js'

export { jsonText } from './json-text.js'

export type PrintedCall = Call | GotCall<Call> | Redacted<Call> | Redacted<GotCall<Call>>

/**
 * Calls as lines of JSON that name their schema, with secrets masked, such as the token that admits to a web call. If a call's raw data is
 * nested too deeply for JSON.stringify, the call is written without it and passed to `onTooDeep`.
 */
export function callJson(sources: readonly Source[], withRaw: boolean, onTooDeep: (call: PrintedCall) => void) {
  const secretsOf = new Map(sources.map(({ id, definition }) => [id, definition.descriptor.secrets]))
  return (call: PrintedCall): string => {
    const bare = { schema: SCHEMA, ...call, raw: undefined, rawDetail: undefined }
    if (!withRaw) return `${jsonText(bare)}\n`
    try {
      return `${jsonText({ schema: SCHEMA, ...call }, undefined, secretsOf.get(call.source))}\n`
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
