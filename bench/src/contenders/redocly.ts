// The client that `redocly generate-client` makes of the same spec, with its own iterator where it can have one; the two
// others are read in a loop by hand (bench/redocly.yaml says why).
import type { Platform, Read, Target } from '../job.ts'
import { redoclyClientPath } from '../redocly-clients.ts'

// What this file uses of a generated client; it does not exist before the benchmark runs.
interface Generated {
  OPERATIONS: unknown
  createClient: (operations: unknown, config: { serverUrl: string; auth: object }) => { listCalls: ListCalls }
}

interface ListCalls {
  (args: { query: object }): Promise<AgentvoicePage>
  (args: { body: object }): Promise<ZuduPage>
  items: (args: { query: object }) => AsyncIterable<unknown>
}

interface AgentvoicePage {
  data: unknown[]
  pagination: { offset: number; limit: number; has_more: boolean }
}

interface ZuduPage {
  data: { calls: unknown[]; pagination: { page: number; has_next_page: boolean } }
}

const READERS: Record<Platform, (listCalls: ListCalls) => AsyncIterable<unknown>> = {
  agentvoice: async function* (listCalls) {
    for (let offset = 0; ; ) {
      const { data, pagination } = await listCalls({ query: { order_by: 'started_at', order: 'desc', limit: 100, offset } })
      yield* data
      if (!pagination.has_more) return
      offset = pagination.offset + pagination.limit
    }
  },
  autocalls: (listCalls) => listCalls.items({ query: { per_page: 100 } }),
  butter: (listCalls) => listCalls.items({ query: { limit: 100 } }),
  talkover: (listCalls) => listCalls.items({ query: { per_page: 100 } }),
  zudu: async function* (listCalls) {
    for (let page = 0; ; page++) {
      const { data } = await listCalls({ body: { sort_by: 'start_timestamp', sort_order: 'descending', limit: 100, page } })
      yield* data.calls
      if (!data.pagination.has_next_page) return
    }
  },
}

export const read: Read = async (targets, consume) => {
  for (const target of targets) {
    // The shapes of the two SDKs have no spec here.
    const shape = target.shape as Platform
    const { createClient, OPERATIONS }: Generated = await import(redoclyClientPath(shape))
    const { listCalls } = createClient(OPERATIONS, { serverUrl: target.baseUrl, auth: authOf(target) })
    for await (const call of READERS[shape](listCalls)) {
      const wait = consume(call)
      if (wait) await wait
    }
  }
}

const authOf = ({ credentials }: Target) =>
  credentials.token === undefined ? { apiKey: credentials } : { bearer: credentials.token }
