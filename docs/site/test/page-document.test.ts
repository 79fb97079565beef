import { expect, test } from 'vitest'
import { capabilities } from '../../../scripts/src/capabilities.ts'
import { type Document, type Example, operationsOf, resolve } from '../build/document.ts'
import { addExamples } from '../build/redoc/add-examples.ts'
import { foldNotDocumented } from '../build/redoc/fold-not-documented.ts'
import { fieldMap } from '../build/redoc/notes/field-map.ts'
import { pageDocument } from '../build/redoc/page-document.ts'
import { readDocument } from '../build/redoc/read-document.ts'

const butter = capabilities.find(({ id }) => id === 'butter')!

test('a page is the same in every build, whatever the port of the simulator', async () => {
  const [first, second] = await Promise.all([pageDocument(butter, new Map()), pageDocument(butter, new Map())])
  expect(first).toEqual(second)
  expect(JSON.stringify(first)).not.toMatch(/127\.0\.0\.1|localhost/)
})

test('the first example of an operation is from the simulator and says so; the documented one stays beside it and says that', async () => {
  const document = await pageDocument(butter, new Map())
  const examples = examplesOf(document, 'GET /api/calls')
  expect(examples.map(([name, { summary }]) => [name, summary])).toEqual([
    ['synthetic', 'Synthetic, from the simulator'],
    ['documented', expect.stringMatching(/^Documented/)],
  ])
  // The simulator's own calls have this client.
  expect(JSON.stringify(examples[0]![1].value)).toContain('org_123')
  expect(examplesOf(document, 'GET /api/calls/{call_sid}')[0]![1].summary).toBe('Synthetic, from the simulator')
})

test('an operation without an example says that the one on its page is made up', () => {
  const document = readDocument('butter')
  addExamples(document, new Map())
  const get = [...operationsOf(document)].find(({ path }) => path.endsWith('{call_sid}'))!
  expect(resolve(document, get.operation.responses[200]!).description).toMatch(/generated from the schema\.$/)
})

test('a sentence that only says "Not documented." becomes a mark beside the field; what else it says stays', () => {
  const document = readDocument('butter')
  foldNotDocumented(document)
  const mark = { 'x-badges': [{ name: 'not documented' }] }
  expect(schemaOf(document, 'CallSummary').client_id).toMatchObject({
    description: 'The example shows an organisation id.',
    ...mark,
  })
  const { agent_name, client_id } = schemaOf(document, 'CallDetail')
  expect(agent_name).toMatchObject({ description: 'Name of the agent.', ...mark })
  expect(client_id).toMatchObject(mark)
  expect(client_id).not.toHaveProperty('description')
  expect(JSON.stringify(document.components.schemas)).not.toMatch(/"Not documented\b[^"]{0,10}"/)
})

test('the members that decide a field are found by leaving them out, one that stands in for another too', () => {
  const toCall = ({ id, at, seen, who }: { id?: string; at?: string; seen?: string; who?: { name?: string }[] }) => {
    if (id === undefined) throw new Error('no id')
    return { id, startedAt: at ?? seen ?? null, agent: { name: who?.[0]?.name ?? null }, raw: {} }
  }
  const rows = [{ id: '1', at: 'now', seen: 'later', other: true, who: [{ name: 'Ann' }] }]
  expect(fieldMap(rows, toCall as (row: object) => object)).toEqual([
    { field: 'id', members: ['id'] },
    { field: 'startedAt', members: ['at', 'seen'] },
    { field: 'agent.name', members: ['who[].name'] },
  ])
})

function examplesOf(document: Document, key: string): [string, Example][] {
  const { operation } = [...operationsOf(document)].find(({ method, path }) => `${method} ${path}` === key)!
  return Object.entries(resolve(document, operation.responses[200]!).content!['application/json']!.examples ?? {})
}

function schemaOf(document: Document, name: string) {
  const { properties = {} } = document.components.schemas![name]!
  return Object.fromEntries(Object.entries(properties).map(([member, schema]) => [member, resolve(document, schema)]))
}
