// The provider client of this repository: wire names, wire values, one page after another.
import { createAgentvoice } from '@callspec/agentvoice'
import { createButter } from '@callspec/butter'
import { type CreateFaultClient, TIMEOUT_MS } from '../client.ts'

export const create: CreateFaultClient = ({ shape, baseUrl, credentials }, configured) => {
  const options = { baseUrl, ...(configured && { timeoutMs: TIMEOUT_MS }) }
  const { apiKey = '', organizationId = '' } = credentials
  if (shape === 'agentvoice') {
    const agentvoice = createAgentvoice({ ...options, apiKey, organizationId })
    const unused = () => Promise.reject(new Error('Only calls are made at AgentVoice.'))
    const body = { agentId: 'a', phoneNumber: '+15550101002' }
    return { object: agentvoice, list: unused, get: unused, make: () => agentvoice.send('POST', '/agents/call', { body }) }
  }
  const client = createButter({ ...options, apiKey })
  return {
    object: client,
    async list(onId, signal) {
      for await (const call of client.paginate('/api/calls', { signal })) onId(call.call_sid)
      return 0
    },
    get: (id) => client.send('GET', '/api/calls/{call_sid}', { params: { path: { call_sid: id } } }),
  }
}
