import { expect, test } from 'vitest'
import { describeRest, describe as descriptorOf } from '../src/descriptor.ts'
import { validSpec } from './valid-spec.ts'

const list = (spec: ReturnType<typeof validSpec>) => spec.paths['/calls'].get

test('a bare array that is read by windows of time compiles to what reads it', () => {
  const spec = validSpec()
  const { 'x-speakeasy-pagination': paging, 'x-callspec': extension } = list(spec)
  paging.type = 'cursor'
  paging.inputs[0] = { name: 'from', in: 'parameters', type: 'cursor' }
  paging.outputs = { results: '$', nextCursor: '$[-1].end' }
  delete extension.pagination.firstPage
  Object.assign(extension.pagination, { pageSize: { default: 10, max: 100, ask: 20 }, window: { bound: 'exclusive' } })
  expect(descriptorOf('tiny', spec)).toMatchObject({
    operations: {
      'GET /calls': {
        pagination: {
          type: 'cursor',
          in: 'query',
          input: 'from',
          sizeInput: 'limit',
          first: 0,
          maxSize: 20,
          items: [],
          itemId: 'id',
          order: { field: 'end', direction: 'descending', documented: false, assumption: 'row-order' },
          next: 'nextWindow',
          window: { inclusive: false, maxSize: 100 },
        },
      },
    },
  })
})

test('a cursor in the body compiles to one', () => {
  const spec = validSpec()
  const { 'x-speakeasy-pagination': paging } = list(spec)
  paging.type = 'cursor'
  paging.inputs = [
    { name: 'key', in: 'requestBody', type: 'cursor' },
    { name: 'limit', in: 'requestBody', type: 'limit' },
  ]
  paging.outputs.nextCursor = '$.key'
  expect(descriptorOf('tiny', spec)).toMatchObject({
    operations: {
      'GET /calls': { pagination: { type: 'cursor', in: 'body', input: 'key', next: 'nextCursor', nextCursor: ['key'] } },
    },
  })
})

test('what opens a recording is for the log', () => {
  const spec = validSpec()
  spec['x-callspec'].recording = { access: ['public', 'signed'], expiresAfterSeconds: 86_400 }
  expect(describeRest(spec)).toMatchObject({ recording: { access: ['public', 'signed'], expiresAfterSeconds: 86_400 } })
})
