// `log.list` and `log.get`: rows mapped to calls.

import { butter } from '@callspec/butter'
import { callLog } from 'callspec'
import { type CreateFaultClient, TIMEOUT_MS } from '../client.ts'

export const create: CreateFaultClient = ({ baseUrl, credentials: { apiKey = '' } }, configured) => {
  let reported = 0
  const source = butter({ baseUrl, apiKey, ...(configured && { timeoutMs: TIMEOUT_MS }) })
  const log = callLog([source], { onBadRow: () => reported++ })
  return {
    object: log,
    async list(onId, signal) {
      for await (const call of log.list({}, { ...(signal && { signal }) })) onId(call.id)
      return reported
    },
    get: (id) => log.get('butter', id),
  }
}
