import { readFileSync } from 'node:fs'
import { CALL_COLUMNS, selectColumns, selectMembers } from 'callspec/columns'
import { callJson } from 'callspec/json'
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

const CALL: Parameters<ReturnType<typeof callJson>>[0] = JSON.parse(
  JSON.stringify({
    ...Object.fromEntries(CALL_COLUMNS.map(({ member }) => [member.split('.')[0], 'word'])),
    agent: { id: 'a1', name: 'Mia' },
    cost: null,
    transcript: [{ speaker: 'agent', text: 'Hello', at: null, offsetSeconds: null }],
    transcriptText: undefined,
    raw: { token: 'secret' },
  }),
)

test('each column names the member of a call whose value it holds', () => {
  const call = Object.fromEntries(CALL_COLUMNS.map(({ member }) => [member, `value of ${member}`]))
  const nested = JSON.parse(JSON.stringify({}))
  for (const [member, value] of Object.entries(call)) {
    const [name = '', inner] = member.split('.')
    nested[name] = inner === undefined ? value : { ...nested[name], [inner]: value }
  }
  expect(CALL_COLUMNS.map((column) => column.valueOf(nested))).toEqual(Object.values(call))
})

test('a column is found by its member, by its name in tables, or with its group', () => {
  expect(selectColumns(['agent.name', 'occurred_at', 'from', 'cost']).map(({ name }) => name)).toEqual([
    'agent_name',
    'occurred_at',
    'from_number',
    'cost_amount',
    'cost_unit',
  ])
  expect(selectMembers(['key', 'key', 'agent', 'agent_name', 'raw'])).toEqual(['key', 'agent.id', 'agent.name', 'raw'])
})

test.each([
  [['agnt'], 'Invalid columns: received "agnt". Pass some of key, provider, source, id, occurredAt, '],
  [['agent.'], 'Invalid columns: received "agent.". Pass some of '],
  [[], 'Invalid columns: received none. Pass some of '],
  [['raw'], 'Invalid columns: "raw" is no single value, so only JSON has a place for it. Leave it out.'],
])('%j are refused', (names, said) => {
  expect(() => selectColumns(names)).toThrow(said)
})

test('a line of JSON has only the members that are asked for, as the whole line has them', () => {
  const line = (names: string[]) => JSON.parse(callJson([], true, () => undefined, selectMembers(names))(CALL))
  expect(line(['key', 'agent.name', 'cost.amount', 'transcript'])).toEqual({
    key: 'word',
    agent: { name: 'Mia' },
    cost: null,
    transcript: CALL.transcript,
  })
  // A part that was not asked for is absent.
  expect(line(['agent', 'transcriptText'])).toEqual({ agent: { id: 'a1', name: 'Mia' } })
  expect(line(['raw'])).toEqual({ raw: { token: 'secret' } })
})
