// The soak's reader, a process of its own: for every message of its parent it reads the same lists once. It reports what it read and the memory
// in use after garbage collection (run with --expose-gc).
import { agentvoice, createAgentvoice } from '@callspec/agentvoice'
import { autocalls, createAutocalls } from '@callspec/autocalls'
import { butter, createButter } from '@callspec/butter'
import { createTalkover, talkover } from '@callspec/talkover'
import { createZudu, zudu } from '@callspec/zudu'
import { type Call, callLog, type Source } from 'callspec'
import type { Platform, Target } from '../job.ts'
import { Digest } from './digest.ts'
import { nameOf, PAGE_ROWS, type Reading, type SoakJob, type SoakRound } from './job.ts'

// The parent wrote it.
const job: SoakJob = JSON.parse(process.argv[2] ?? '')

// With three retries one request in 160,000 would meet a fault four times in a row; with six, one in a billion.
const transport = { rateLimit: null, retries: 6, timeoutMs: 2000, random: () => 0 } as const

const PAGED: Record<Platform, (target: Target) => AsyncIterable<unknown>> = {
  agentvoice: ({ baseUrl, credentials: { apiKey = '', organizationId = '' } }) =>
    createAgentvoice({ ...transport, baseUrl, apiKey, organizationId }).paginate('/calls', {
      params: { query: { order_by: 'started_at', order: 'desc', limit: PAGE_ROWS } },
    }),
  autocalls: ({ baseUrl, credentials: { token = '' } }) =>
    createAutocalls({ ...transport, baseUrl, token }).paginate('/user/calls', { params: { query: { per_page: PAGE_ROWS } } }),
  butter: ({ baseUrl, credentials: { apiKey = '' } }) =>
    createButter({ ...transport, baseUrl, apiKey }).paginate('/api/calls', { params: { query: { limit: PAGE_ROWS } } }),
  talkover: ({ baseUrl, credentials: { token = '' } }) =>
    createTalkover({ ...transport, baseUrl, token }).paginate('/calls', { params: { query: { per_page: PAGE_ROWS } } }),
  zudu: ({ baseUrl, credentials: { apiKey = '', apiSecret = '' } }) =>
    createZudu({ ...transport, baseUrl, apiKey, apiSecret }).paginate('/api/calls', {
      body: { sort_by: 'start_timestamp', sort_order: 'descending', limit: PAGE_ROWS },
    }),
}

const PROVIDERS = { agentvoice, autocalls, butter, talkover, zudu }

/** A log of one source. The provider, and so its credentials and whether it has `get`, is only known at run time. */
function logOf({ shape, baseUrl, credentials }: Target) {
  const create = PROVIDERS[shape as Platform] as unknown as (options: object) => Source<string, Call, true>
  const source = create({ ...transport, baseUrl, ...credentials })
  return { shape, source, log: callLog([source]) }
}

const listed = job.lists.map(logOf)
const gotten = job.singles.map(logOf)

/** Every row by `paginate`. */
async function paged(target: Target): Promise<Reading[]> {
  const rows = new Digest()
  // The soak reads the five platforms.
  for await (const row of PAGED[target.shape as Platform](target)) rows.add(row)
  return [rows.reading(nameOf('paginate', target.shape))]
}

/** Every call by `log.list`, and its row. */
async function list({ shape, log }: ReturnType<typeof logOf>): Promise<Reading[]> {
  const [rows, calls] = [new Digest(), new Digest()]
  for await (const { raw, ...call } of log.list()) {
    rows.add(raw)
    calls.add(call)
  }
  return [rows.reading(nameOf('log rows', shape)), calls.reading(nameOf('log calls', shape))]
}

/** Every call of another list by `log.get`, six at a time. */
async function get({ shape, source, log }: ReturnType<typeof logOf>): Promise<Reading[]> {
  const answers = new Digest()
  const ids: string[] = []
  for await (const { id } of log.list()) ids.push(id)
  const worker = async () => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) answers.add((await log.get(source.id, id)).rawDetail)
  }
  await Promise.all(Array.from({ length: 6 }, worker))
  return [answers.reading(nameOf('single calls', shape))]
}

process.on('message', async () => {
  const readings = (await Promise.all([...job.lists.map(paged), ...listed.map(list), ...gotten.map(get)])).flat()
  if (!globalThis.gc) throw new Error('The soak cannot collect garbage. Run its reader with --expose-gc.')
  globalThis.gc()
  const { heapUsed, rss } = process.memoryUsage()
  const round: SoakRound = { readings, heapMb: heapUsed / 2 ** 20, rssMb: rss / 2 ** 20 }
  process.send?.(round)
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
