import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { hover } from '../src/hover.ts'

const require = createRequire(import.meta.url)

interface Described {
  description: string
  name?: string
}

interface Spec {
  paths: Record<string, { get: { parameters: Described[] } }>
  components: { parameters: Record<string, Described>; schemas: Record<string, { properties: Record<string, Described> }> }
}

const specOf = (id: string): Spec => parse(readFileSync(require.resolve(`@callspec/${id}/openapi.yaml`), 'utf8'))

/** The sentence of a member of a schema. */
const memberOf = (id: string, schema: string, name: string) =>
  specOf(id).components.schemas[schema]?.properties[name]?.description

/** The sentence of a shared parameter. */
const parameterOf = (id: string, name: string) =>
  Object.values(specOf(id).components.parameters).find((each) => each.name === name)?.description

// Left: a program with the position of the mouse. Right: the sentence of the spec.
test.each([
  [
    'a field of a row',
    `import { createButter } from '@callspec/butter'
     const { data } = await createButter().GET('/api/calls')
     data?.data?.[0]?.^^total_cost`,
    memberOf('butter', 'CallSummary', 'total_cost'),
  ],
  [
    'a field of a row that paginate gives',
    `import { createZudu } from '@callspec/zudu'
     for await (const call of createZudu().paginate('/api/calls')) call.^^start_timestamp`,
    memberOf('zudu', 'Call', 'start_timestamp'),
  ],
  [
    'a field of a row behind a call of the log',
    `import { butter } from '@callspec/butter'
import { talkover } from '@callspec/talkover'
import { callLog } from 'callspec'
     for await (const call of callLog([butter(), talkover()]).list()) {
       if (call.provider === 'butter') call.raw.^^duration_seconds
     }`,
    memberOf('butter', 'CallSummary', 'duration_seconds'),
  ],
  [
    'an option of a request',
    `import { createTalkover } from '@callspec/talkover'
     createTalkover().GET('/calls', { params: { query: { ^^date_from: '2026-11-01' } } })`,
    parameterOf('talkover', 'date_from'),
  ],
  [
    'an option of paginate',
    `import { createTalkover } from '@callspec/talkover'
     createTalkover().paginate('/calls', { params: { query: { ^^date_to: '2026-11-01' } } })`,
    parameterOf('talkover', 'date_to'),
  ],
])('an editor shows the sentence of the spec over %s', (_, code, sentence = 'a sentence') => {
  expect(hover(code).map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([sentence.trim().replaceAll(/\s+/g, ' ')])
})

test('an editor explains the filters and fields of the log', () => {
  const [filter, field, option] = hover(
    `import { butter } from '@callspec/butter'
import { callLog } from 'callspec'
     for await (const call of callLog([butter({ ^^timeZone: 'UTC' })]).list({ ^^since: '2026-11-01' })) call.^^durationSeconds`,
  )
  expect([filter, field, option].map((text) => text?.split(/[.:]/)[0])).toEqual([
    'IANA zone of stamps and dates without one',
    'From this instant on',
    "The platform's own figure in seconds, never computed from stamps",
  ])
})
