import { expect, test } from 'vitest'
import { enumsFile } from '../src/enums.ts'
import type { Parameter, Spec } from '../src/specs.ts'

/** A spec with one operation that takes these parameters, as far as its words are compiled. */
const specWith = (...parameters: Parameter[]) =>
  ({ paths: { '/calls': { get: { operationId: 'listCalls', parameters } } } }) as unknown as Spec

test('the words of a parameter are a constant, also where it takes several of them', () => {
  const file = enumsFile(
    specWith(
      { name: 'order_by', in: 'query', schema: { type: 'string', enum: ['start', 'end'] } },
      { name: 'exclude-statuses', in: 'query', schema: { type: 'array', items: { enum: ['done', 'failed'] } } },
      { name: 'version', in: 'header', schema: { type: 'string', enum: ['1'] } },
      { name: 'agent_id', in: 'query', schema: { type: 'string' } },
    ),
  )
  expect(file?.split('\n').slice(1)).toEqual([
    'export const listCallsOrderBy = ["start","end"] as const',
    'export const listCallsExcludeStatuses = ["done","failed"] as const',
    '',
  ])
})

test('there is no file where no parameter takes words', () => {
  expect(enumsFile(specWith({ name: 'agent_id', in: 'query', schema: { type: 'string' } }))).toBeUndefined()
})
