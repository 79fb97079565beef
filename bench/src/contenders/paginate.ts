// The provider client of this repository: wire names, wire values, one page after another.
import { createAgentvoice } from '@callspec/agentvoice'
import { createAutocalls } from '@callspec/autocalls'
import { createButter } from '@callspec/butter'
import { createTalkover } from '@callspec/talkover'
import { createZudu } from '@callspec/zudu'
import type { Platform, Read, Target } from '../job.ts'

interface Options {
  baseUrl: string
  rateLimit: null
}

const LISTS: Record<Platform, (options: Options, credentials: Target['credentials']) => AsyncIterable<unknown>> = {
  agentvoice: (options, { apiKey = '', organizationId = '' }) =>
    createAgentvoice({ ...options, apiKey, organizationId }).paginate('/calls', {
      params: { query: { order_by: 'started_at', order: 'desc' } },
    }),
  autocalls: (options, { token = '' }) => createAutocalls({ ...options, token }).paginate('/user/calls'),
  butter: (options, { apiKey = '' }) => createButter({ ...options, apiKey }).paginate('/api/calls'),
  talkover: (options, { token = '' }) => createTalkover({ ...options, token }).paginate('/calls'),
  zudu: (options, { apiKey = '', apiSecret = '' }) =>
    createZudu({ ...options, apiKey, apiSecret }).paginate('/api/calls', {
      body: { sort_by: 'start_timestamp', sort_order: 'descending' },
    }),
}

export const read: Read = async (targets, consume) => {
  for (const { shape, baseUrl, credentials } of targets) {
    // The shapes of the two SDKs have no client here.
    for await (const call of LISTS[shape as Platform]({ baseUrl, rateLimit: null }, credentials)) {
      const wait = consume(call)
      if (wait) await wait
    }
  }
}
