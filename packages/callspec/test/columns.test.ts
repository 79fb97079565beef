import { readFileSync } from 'node:fs'
import { CALL_COLUMNS } from 'callspec/columns'
import { expect, test } from 'vitest'

/** Members that are no single value, and thus no column. */
const NO_COLUMN = ['schema', 'transcript', 'missing', 'raw', 'rawDetail']
const GROUPS = ['agent', 'campaign', 'contact', 'cost', 'endReason', 'analysis']
const OTHER_NAMES: Record<string, string> = { from: 'from_number', to: 'to_number' }

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

test('every member of the published schema has its columns, and nothing else has', () => {
  const schema = JSON.parse(readFileSync(new URL('../call.schema.json', import.meta.url), 'utf8'))
  const names = Object.keys(schema.properties).filter((name) => !NO_COLUMN.includes(name))
  const columns = CALL_COLUMNS.map(({ name }) => name)
  const left = new Set(columns)
  for (const name of names) {
    const own = GROUPS.includes(name)
      ? columns.filter((column) => column.startsWith(`${snake(name)}_`) && column !== 'agent_number')
      : [OTHER_NAMES[name] ?? snake(name)]
    expect(own.length, name).toBeGreaterThan(0)
    for (const column of own) {
      expect(left.delete(column), column).toBe(true)
    }
  }
  expect([...left]).toEqual([])
})
