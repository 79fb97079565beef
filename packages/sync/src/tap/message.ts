import { KEYS, REPLICATION_KEYS, type StreamName, type StreamSchema } from './streams.js'
import type { TapState } from './tap-state.js'

/** A message of the Singer protocol (https://github.com/singer-io/getting-started/blob/master/docs/SPEC.md). */
export type Message =
  | {
      type: 'SCHEMA'
      stream: StreamName
      schema: StreamSchema
      key_properties: readonly string[]
      bookmark_properties?: readonly string[]
    }
  | { type: 'RECORD'; stream: StreamName; record: Record<string, unknown>; time_extracted: string }
  | { type: 'STATE'; value: TapState }

export function schemaMessage(stream: StreamName, schema: StreamSchema): Message {
  const marks = REPLICATION_KEYS[stream].filter((name) => name in schema.properties)
  return { type: 'SCHEMA', stream, schema, key_properties: KEYS[stream], ...(marks.length > 0 && { bookmark_properties: marks }) }
}

/** Characters that JSON may hold as they are and at which some readers end a line. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g

/** The message on one line, with its line feed. */
export const messageLine = (message: Message): string =>
  `${JSON.stringify(message).replace(LINE_ENDS, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`
