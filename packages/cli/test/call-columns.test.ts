import type { Call } from 'callspec'
import { CALL_COLUMNS } from 'callspec/columns'
import { expect, test } from 'vitest'
import { expected } from '../../callspec/test/reference-calls.js'
import { CALL_COLUMN_NAMES } from '../src/print/call-columns.js'
import { createCallTable } from '../src/print/call-table.js'

test('a table can show every member that a file has', () => {
  const names = CALL_COLUMN_NAMES.map((name) => name.replace('.', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  // A column of files is named after what the number is.
  const columns = CALL_COLUMNS.map(({ name }) => name.replace(/^(from|to)_number$/, '$1'))
  expect(columns.filter((name) => !names.includes(name))).toEqual([])
})

test('columns that somebody named are all shown, in their order, and narrowed to fit', () => {
  // As JSON, whose words are not taken for any text.
  const call: Omit<Call, 'raw' | 'rawDetail'> = JSON.parse(JSON.stringify(expected.butter![0]))
  const columns = ['agent.name', 'id', 'cost.amount', 'durationSeconds', 'startedAt', 'key']
  const tableOf = (width: number) => {
    const table = createCallTable({ width, columns })
    return `${table.add([call])}${table.end()}`.split('\n')
  }
  const [head, line] = tableOf(Number.POSITIVE_INFINITY)
  expect(head).toMatch(/^agent\.name +id +cost\.amount +duration +startedAt \(UTC\) +key$/)
  expect(line?.endsWith(call.key)).toBe(true)
  const narrow = tableOf(60)
  expect(Math.max(...narrow.map(({ length }) => length))).toBeLessThanOrEqual(60)
  expect(narrow[1]?.split(/ {2,}/)).toHaveLength(columns.length)
})
