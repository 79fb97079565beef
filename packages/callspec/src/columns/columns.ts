export { CALL_COLUMNS, type Column, type ColumnType, type FlatCall } from './call-columns.js'
export { selectColumns } from './select-columns.js'
export { selectMembers } from './select-members.js'
