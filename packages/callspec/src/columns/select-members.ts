import { CallspecError } from '@callspec/core'
import { CALL_COLUMNS } from './call-columns.js'

/** Members of a call that are no single value, and thus no column: only JSON has a place for them. */
export const NESTED_MEMBERS: readonly string[] = ['transcript', 'missing', 'raw', 'rawDetail']

/**
 * The members of a call that these names mean, in their order and each once: as in its JSON (`agent.name`), as the column of a table (`agent_name`),
 * or a group (`agent`) for all that it has.
 * @throws CallspecError `invalid-query` with the known names
 */
export function selectMembers(names: readonly string[]): string[] {
  if (names.length === 0) throw invalid('none')
  return [...new Set(names.flatMap(membersOf))]
}

function membersOf(name: string): string | string[] {
  if (NESTED_MEMBERS.includes(name)) return name
  const column = CALL_COLUMNS.find((each) => each.member === name || each.name === name)
  if (column) return column.member
  const group = CALL_COLUMNS.filter(({ member }) => member.startsWith(`${name}.`))
  if (group.length === 0) throw invalid(`"${name}"`)
  return group.map(({ member }) => member)
}

function invalid(received: string): CallspecError {
  const known = [...CALL_COLUMNS.map(({ member }) => member), ...NESTED_MEMBERS].join(', ')
  return new CallspecError(`Invalid columns: received ${received}. Pass some of ${known}.`, { code: 'invalid-query' })
}
