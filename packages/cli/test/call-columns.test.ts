import type { Call } from 'callspec'
import { CALL_COLUMNS } from 'callspec/columns'
import { expect, test } from 'vitest'
import { expected } from '../../callspec/test/reference-calls.js'
import { cellNames } from '../src/print/call-columns.js'
import { createCallTable } from '../src/print/call-table.js'

test('a table takes every name that a file has', () => {
  expect(cellNames(CALL_COLUMNS.map(({ name }) => name))).toEqual(CALL_COLUMNS.map(({ member }) => member))
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
  const cells = narrow[1]?.split(/ {2,}/)
  expect(cells).toHaveLength(columns.length)
  // Half a stamp tells nothing, so it loses only its seconds while the others have room.
  expect(tableOf(72)[1]?.split(/ {2,}/)[4]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?$/)
})
