import { expect, test } from 'vitest'
import { describe as descriptorOf } from '../src/descriptor.ts'
import { inputsFile } from '../src/inputs.ts'
import { ofAgents, validSpec } from './valid-spec.ts'

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

test('lists of each agent and weeks compile to what finds the agents and cuts the period, for the log alone', () => {
  const spec = validSpec()
  const paginationOf = (forClient: boolean) =>
    // What it describes is not typed.
    (descriptorOf('tiny', spec, forClient) as ReturnType<typeof validSpec>).operations['GET /agents/{agent_id}/calls'].pagination
  ofAgents(spec).longestPeriod.beginning = '2024-01-01T00:00:00Z'
  expect(paginationOf(false)).toMatchObject({
    parents: {
      by: 'parentLists',
      what: 'agent',
      in: 'path',
      parameter: 'agent_id',
      list: '/agents',
      rows: [],
      id: ['id'],
      name: ['about', 'name'],
      createdAt: ['created'],
    },
    longestPeriod: { by: 'periodPieces', seconds: 604_800, beginning: '2024-01-01T00:00:00Z' },
  })
  expect(paginationOf(true)).not.toHaveProperty('parents')
  expect(paginationOf(true)).not.toHaveProperty('longestPeriod')
  expect(inputsFile(spec)).toContain('"path": [\n    "agent_id"\n  ]')
})

test('what opens a recording is for the log', () => {
  const spec = validSpec()
  spec['x-callspec'].recording = { access: ['public', 'signed'], expiresAfterSeconds: 86_400 }
  const recording = { access: ['public', 'signed'], expiresAfterSeconds: 86_400 }
  expect(descriptorOf('tiny', spec)).toMatchObject({ recording })
  expect(descriptorOf('tiny', spec, true)).not.toHaveProperty('recording')
})

test('credentials in one header, ids of the account and what every request sends compile to what fills and sends them', () => {
  const spec = validSpec()
  spec.components.securitySchemes = {
    account: {
      type: 'http',
      scheme: 'basic',
      'x-callspec': {
        username: { name: 'accountSid', environment: 'TINY_ACCOUNT_SID' },
        password: { name: 'authToken', environment: 'TINY_AUTH_TOKEN' },
      },
    },
  }
  spec['x-callspec'].account = { locationId: { environment: 'TINY_LOCATION_ID' } }
  spec['x-callspec'].headers = { Version: '2021-04-15' }
  list(spec).parameters.push(
    { name: 'AccountSid', in: 'path', required: true, 'x-callspec': { credential: 'accountSid' } },
    { name: 'location_id', in: 'query', 'x-callspec': { credential: 'locationId' } },
  )
  expect(descriptorOf('tiny', spec)).toMatchObject({
    credentials: {
      accountSid: { header: 'Authorization', prefix: 'Basic ', pair: 'basicPair', environment: 'TINY_ACCOUNT_SID', fills: true },
      authToken: { header: 'Authorization', prefix: 'Basic ', pair: 'basicPair', environment: 'TINY_AUTH_TOKEN' },
      locationId: { environment: 'TINY_LOCATION_ID', fills: true },
    },
    headers: { Version: '2021-04-15' },
    operations: {
      'GET /calls': {
        filled: { by: 'fillParameters', path: { AccountSid: 'accountSid' }, query: { location_id: 'locationId' } },
      },
    },
  })
})
