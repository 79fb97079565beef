import type { FetchOptions, Middleware as Theirs } from 'openapi-fetch'
import { expectTypeOf } from 'vitest'
import type { CallspecError, ErrorCode, Middleware, OperationInit, Paginator } from '../src/index.js'
import { createAcme, type Row } from './acme.js'

// Checked by the compiler and never run. Each `@ts-expect-error` fails the typecheck once its line compiles.

createAcme({ apiKey: 'key', token: 'token' })
createAcme({})
createAcme({ baseUrl: 'https://example.com', source: 'eu', timeoutMs: 1000 })
createAcme({ apiKey: undefined, token: undefined })
// @ts-expect-error one of two credentials
createAcme({ apiKey: 'key' })
// @ts-expect-error the other one
createAcme({ token: 'token' })
// @ts-expect-error a credential that the spec does not name
createAcme({ apiKey: 'key', token: 'token', organizationId: 'org' })
// @ts-expect-error not a string
createAcme({ apiKey: 1, token: 'token' })
// @ts-expect-error misspelt
createAcme({ timeout: 1000 })

const client = createAcme()
expectTypeOf(client.descriptor.credentials.token.environment).toEqualTypeOf<'ACME_TOKEN'>()

const { data, error } = await client.GET('/calls', { params: { query: { status: 'completed' } } })
expectTypeOf(data).toEqualTypeOf<{ data?: Row[]; pagination?: object } | undefined>()
expectTypeOf(error).toEqualTypeOf<{ message?: string } | undefined>()

// The open end of an enum is still a string, and a row is what the spec says.
expectTypeOf(data?.data?.[0]?.status).toExtend<string | undefined>()
expectTypeOf(data?.data?.[0]).toEqualTypeOf<Row | undefined>()
expectTypeOf((await client.request('delete', '/calls/{id}', { params: { path: { id: '1' } } })).data).toEqualTypeOf<
  Row | undefined
>()
expectTypeOf((await client.GET('/calls', { parseAs: 'text' })).data).toEqualTypeOf<string | undefined>()
expectTypeOf((await client.GET('/calls', { parseAs: 'arrayBuffer' })).data).toEqualTypeOf<ArrayBuffer | undefined>()

// @ts-expect-error no such path
client.GET('/call')
// @ts-expect-error no such method on it
client.POST('/calls')
// @ts-expect-error not a word of the filter
client.GET('/calls', { params: { query: { status: 'done' } } })
// @ts-expect-error no such filter
client.GET('/calls', { params: { query: { state: 'completed' } } })
// @ts-expect-error no such filter, beside one that is
client.GET('/calls', { params: { query: { status: 'completed', state: 'completed' } } })
// @ts-expect-error no such member
client.POST('/search', { body: { page: 0, state: 'completed' } })
// @ts-expect-error misspelt
client.GET('/calls', { signals: new AbortController().signal })
// @ts-expect-error no such method on it
client.request('post', '/calls')
// @ts-expect-error the path parameter is missing
client.GET('/calls/{id}')

expectTypeOf(client.paginate('/calls')).toEqualTypeOf<Paginator<Row>>()
expectTypeOf(client.paginate('/search', { body: { status: 'ended' } })).toEqualTypeOf<Paginator<Row>>()
expectTypeOf(client.paginate('/agents/{agent_id}/calls', { params: { path: { agent_id: '1' } } })).toEqualTypeOf<Paginator<Row>>()
// @ts-expect-error the path parameter is missing
client.paginate('/agents/{agent_id}/calls')
client.paginate('/spelt', { params: { query: { newest: false, page: 2 } } })
// @ts-expect-error gives a single row in place of a list
client.paginate('/spelt', { params: { query: { newest: true } } })
// @ts-expect-error not a list
client.paginate('/calls/{id}', { params: { path: { id: '1' } } })
// @ts-expect-error not a word of the filter
client.paginate('/calls', { params: { query: { status: 'done' } } })
// @ts-expect-error a body of another operation
client.paginate('/calls', { body: { status: 'ended' } })

expectTypeOf<CallspecError['code']>().toEqualTypeOf<ErrorCode>()

// What fetch-types.ts writes out is what openapi-fetch takes, and a middleware that is written for it fits.
interface Operation {
  parameters: { query: { page: number }; path?: never }
  requestBody: { content: { 'application/json': { status: string } } }
  responses: { 200: { content: { 'application/json': Row } } }
}
expectTypeOf<keyof OperationInit<Operation>>().toEqualTypeOf<keyof FetchOptions<Operation>>()
// But for what has results that are any, one parse for all, and styles of queries, which the spec tells. Middleware follows by itself.
type Compared<Options> = Omit<Options, 'bodySerializer' | 'middleware' | 'parseAs' | 'querySerializer'>
expectTypeOf<Compared<FetchOptions<Operation>>>().toExtend<Compared<OperationInit<Operation>>>()
expectTypeOf<Compared<OperationInit<Operation>>>().toExtend<Compared<FetchOptions<Operation>>>()
expectTypeOf<OperationInit<Operation>['querySerializer']>().toExtend<FetchOptions<Operation>['querySerializer']>()
expectTypeOf<Theirs>().toExtend<Middleware>()
expectTypeOf<Required<Middleware>>().toExtend<Theirs>()
expectTypeOf<OperationInit<Operation>['params']>().toEqualTypeOf<FetchOptions<Operation>['params']>()
client.use({ onRequest: ({ request, schemaPath }) => new Request(request, { headers: { 'x-path': schemaPath } }) })

// `#http` gives the same in every runtime.
expectTypeOf<typeof import('../src/http/fetch.js')>().toExtend<typeof import('../src/http/node.js')>()
