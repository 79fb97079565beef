import type { Call, GotCall, Redacted } from 'callspec'
import { selectColumns } from 'callspec/columns'
import { cleanText } from './clean-text.js'
import { wrap } from './wrap.js'
import { zonedStamp } from './zoned-stamp.js'

/** The members of one call that are named, a line for each, empty where it has none. Stamps are shown in the zone. */
export function memberLines(call: Redacted<GotCall<Call>>, members: readonly string[], width: number, zone = 'UTC'): string {
  const columns = selectColumns(members)
  const start = Math.max(...columns.map(({ member }) => member.length)) + 2
  const lines = columns.map((column) => {
    const value = column.valueOf(call)
    const text = column.type === 'stamp' && value !== null ? zonedStamp(Date.parse(String(value)), zone) : String(value ?? '')
    return wrap(cleanText(text), width, `${column.member}:`.padEnd(start)).trimEnd()
  })
  return `${lines.join('\n')}\n`
}
