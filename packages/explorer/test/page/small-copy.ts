import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { providers } from '@callspec/all'
import { startSimulator } from '@callspec/simulator'
import { openStore, type Store, sync } from '@callspec/sync'

export const CALLS_PER_SOURCE = 150

/** The file of a new copy in a new folder. */
export const newCopy = () => join(mkdtempSync(join(tmpdir(), 'callspec-page-')), 'calls.db')

/** A copy of two simulated accounts, with transcripts. The store is the writer's, and stays open. */
export async function smallCopy(): Promise<{ file: string; store: Store }> {
  const file = newCopy()
  const store = await openStore(file)
  const seed = { calls: CALLS_PER_SOURCE, spacingSeconds: 1800 }
  const [butter, vapi] = await Promise.all([startSimulator('butter', seed), startSimulator('vapi', seed)])
  const account = ({ credentials, baseUrl }: typeof butter) => ({
    apiKey: credentials.apiKey ?? '',
    baseUrl,
    rateLimit: null,
  })
  await sync([providers.butter(account(butter)), providers.vapi(account(vapi))], store, { include: ['transcript'] })
  await Promise.all([butter.close(), vapi.close()])
  return { file, store }
}

export interface MadeCall {
  id: string
  agent: string
  /** A number that nobody has. */
  number: string
  at: number
}

/** A copy of so many calls of one account, each as it is made. */
export async function copyOf(count: number, make: (index: number) => MadeCall): Promise<{ file: string; store: Store }> {
  const file = newCopy()
  const store = await openStore(file)
  const fetch = async (request: Request) => {
    const first = Number(new URL(request.url).searchParams.get('cursor') ?? 0)
    const next = Math.min(first + 100, count)
    const data = Array.from({ length: next - first }, (_, index) => toRow(make(first + index)))
    const pagination = { next_cursor: next < count ? String(next) : null, has_more: next < count, page_size: 100 }
    return Response.json({ success: true, data, pagination })
  }
  const { sources } = await sync([providers.butter({ apiKey: 'key', rateLimit: null, fetch })], store)
  if (sources[0]?.calls !== count) throw new Error(`The copy has ${sources[0]?.calls} calls: ${sources[0]?.error?.message}`)
  return { file, store }
}

function toRow({ id, agent, number, at }: MadeCall) {
  const stamp = (ms: number) => new Date(ms).toISOString()
  return {
    call_sid: id,
    to_number: '+15550201002',
    from_number: number,
    agent_id: 'agent_1',
    agent_name: agent,
    call_type: 'inbound',
    status: 'completed',
    duration_seconds: 60,
    total_cost: 1.5,
    created_at: stamp(at),
    start_time: stamp(at),
    end_time: stamp(at + 60_000),
    updated_at: stamp(at + 60_000),
  }
}
