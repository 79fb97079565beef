import { type Call, type GotCall, SCHEMA } from 'callspec'

/** One call as one line of JSON that names its schema. */
export function callJson(call: Call | GotCall<Call>, withRaw: boolean): string {
  return `${JSON.stringify({ schema: SCHEMA, ...call, ...(!withRaw && { raw: undefined, rawDetail: undefined }) })}\n`
}
