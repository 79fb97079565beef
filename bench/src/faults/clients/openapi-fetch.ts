// Plain openapi-fetch with the same generated types, used as its documentation shows.
import type { paths as AgentvoicePaths } from '@callspec/agentvoice'
import type { paths } from '@callspec/butter'
import createClient from 'openapi-fetch'
import { type CreateFaultClient, TIMEOUT_MS } from '../client.ts'

/** It returns errors; a program that cannot continue throws them. */
class Returned extends Error {
  readonly status: number

  constructor({ status }: Response, error: unknown) {
    super('The platform answered with an error.', { cause: error })
    this.status = status
  }
}

export const create: CreateFaultClient = ({ baseUrl, credentials }, configured) => {
  const { apiKey = '', organizationId } = credentials
  const headers = { 'X-API-Key': apiKey, ...(organizationId !== undefined && { 'x-organization-id': organizationId }) }
  const client = createClient<paths>({ baseUrl, headers, ...(configured && { redirect: 'error' }) })
  const agentvoice = createClient<AgentvoicePaths>({ baseUrl, headers, ...(configured && { redirect: 'error' }) })
  const own = (signal?: AbortSignal) => ({
    ...(configured && { signal: AbortSignal.timeout(TIMEOUT_MS) }),
    ...(signal && { signal }),
  })
  return {
    object: client,
    async list(onId, signal) {
      let cursor: string | undefined
      do {
        const query = { limit: 100, ...(cursor !== undefined && { cursor }) }
        const { data, error, response } = await client.GET('/api/calls', { params: { query }, ...own(signal) })
        if (error) throw new Returned(response, error)
        for (const call of data!.data ?? []) onId(call.call_sid)
        cursor = (data!.pagination?.has_more && data!.pagination.next_cursor) || undefined
      } while (cursor !== undefined)
      return 0
    },
    async get(id) {
      const { data, error, response } = await client.GET('/api/calls/{call_sid}', {
        params: { path: { call_sid: id } },
        ...own(),
      })
      if (error) throw new Returned(response, error)
      return data
    },
    async make() {
      const { data, error, response } = await agentvoice.POST('/agents/call', {
        body: { agentId: 'a', phoneNumber: '+15550101002' },
        ...own(),
      })
      if (error) throw new Returned(response, error)
      return data
    },
  }
}
