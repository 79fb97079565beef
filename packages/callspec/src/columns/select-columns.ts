import { CallspecError } from '@callspec/core'
import { CALL_COLUMNS, type Column } from './call-columns.js'
import { selectMembers } from './select-members.js'

/**
 * The columns of these names, in their order; `selectMembers` says which names there are.
 * @throws CallspecError `invalid-query` for an unknown name, or for a member that is no single value
 */
export function selectColumns(names: readonly string[]): Column[] {
  return selectMembers(names).map((member) => {
    const column = CALL_COLUMNS.find((each) => each.member === member)
    if (column) return column
    throw new CallspecError(`Invalid columns: "${member}" is no single value, so only JSON has a place for it. Leave it out.`, {
      code: 'invalid-query',
    })
  })
}
