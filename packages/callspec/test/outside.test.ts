import { butter } from '@callspec/all'
import { type ProviderId, type Simulator, startSimulator } from '@callspec/simulator'
import { describe, expect, it, onTestFinished } from 'vitest'
import { explain } from '../src/explain/explain.js'
import { type Call, type CallQuery, callLog, type Source } from '../src/index.js'
import { serve } from './server.js'
import { collect, sourceOf } from './sources.js'

// One test per platform that shows a call being lost outside the guarantee, and that `explain` says so beforehand. Were
// one of them to find nothing lost, the guarantee would be stated too weakly.

async function start(provider: ProviderId, knobs: Record<string, string> = {}): Promise<Simulator> {
  const simulator = await startSimulator(provider, { calls: 400, seed: 9, knobs })
  onTestFinished(() => simulator.close())
  return simulator
}

/** A source before whose n-th request something happens, and whose answers may be altered. */
function disturbed(
  simulator: Simulator,
  nth: number,
  happens: () => void,
  alter: (body: string) => string = (body) => body,
): Source<string, Call, boolean> {
  let count = 0
  return sourceOf(simulator, {
    concurrency: 1,
    fetch: async (request) => {
      if (++count === nth) happens()
      const response = await fetch(request)
      return new Response(alter(await response.text()), {
        status: response.status,
        headers: { 'content-type': 'application/json' },
      })
    },
  })
}

async function lost(
  simulator: Simulator,
  source: Source<string, Call, boolean>,
  query: CallQuery = {},
): Promise<{ lost: number; outside: string[] }> {
  const before = [...simulator.calls()].map(({ id }) => id)
  const log = callLog([source])
  const [explanation] = explain(log, query)
  const got = new Set((await collect(log.list(query))).map(({ id }) => id))
  const left = new Set([...simulator.calls()].map(({ id }) => id))
  return {
    lost: before.filter((id) => left.has(id) && !got.has(id)).length,
    outside: explanation?.answers ? explanation.outsideTheGuarantee : [],
  }
}

const vanishNewest = (simulator: Simulator, count: number) => {
  for (const { id } of [...simulator.calls()].slice(-count)) simulator.vanish(id)
}

describe('Outside the guarantee', () => {
  it('TalkOver loses calls when its total is not true', async () => {
    const simulator = await start('talkover')
    const source = disturbed(
      simulator,
      2,
      () => vanishNewest(simulator, 10),
      (body) => body.replace('"total":390', '"total":400'),
    )
    const found = await lost(simulator, source)
    expect(found.lost).toBe(10)
    expect(found.outside).toContain('Lists with a wrong total.')
  })

  it('AgentVoice loses calls when its total is not true, although its pages overlap', async () => {
    const simulator = await start('agentvoice')
    const source = disturbed(
      simulator,
      2,
      () => vanishNewest(simulator, 10),
      (body) => body.replace('"total":390', '"total":400'),
    )
    const found = await lost(simulator, source)
    expect(found.lost).toBeGreaterThan(0)
    expect(found.outside).toContain('Lists with a wrong total.')
  })

  it('Zudu, read from the oldest on, loses calls when as many arrive as vanish', async () => {
    const simulator = await start('zudu')
    const source = disturbed(simulator, 2, () => {
      for (const { id } of [...simulator.calls()].slice(0, 10)) simulator.vanish(id)
      simulator.arrive(10)
    })
    const found = await lost(simulator, source, { order: 'oldest' })
    expect(found.lost).toBe(10)
    expect(found.outside).toContain('Calls that vanish while others arrive: read oldest first, the total does not show it.')
  })

  it('Autocalls loses calls when its list moves and does not run newest first', async () => {
    const simulator = await start('autocalls', { 'row-order': 'oldest-first' })
    const source = disturbed(simulator, 2, () => {
      for (const { id } of [...simulator.calls()].slice(0, 10)) simulator.vanish(id)
      simulator.arrive(10)
    })
    const found = await lost(simulator, source)
    expect(found.lost).toBe(10)
    expect(found.outside).toContain('Any call that arrives or vanishes while the list is read, if row-order does not hold.')
  })

  it('Butter loses calls when its cursor stands for a place and not for a call', async () => {
    const row = (index: number) => ({
      call_sid: `call_${index}`,
      to_number: '+15550100001',
      agent_id: 'agent_1',
      created_at: new Date(Date.UTC(2026, 0, 1) - index * 60_000).toISOString(),
    })
    const rows = Array.from({ length: 4 }, (_, index) => row(index))
    await using server = await serve((url) => {
      const at = Number(url.searchParams.get('cursor') ?? 0)
      const page = rows.slice(at, at + 2)
      const hasMore = at + 2 < rows.length
      if (at === 0) rows.shift()
      return { data: page, pagination: { next_cursor: hasMore ? String(at + 2) : null, has_more: hasMore } }
    })
    const log = callLog([butter({ apiKey: 'k', baseUrl: server.url })])
    const [explanation] = explain(log, {})
    expect((await collect(log.list())).map(({ id }) => id)).toEqual(['call_0', 'call_1', 'call_3'])
    expect(explanation?.answers && explanation.outsideTheGuarantee).toContain(
      'Calls that arrive or vanish while the list is read: how the cursor behaves then is not documented.',
    )
  })
})
