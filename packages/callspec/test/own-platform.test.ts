import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { explain } from '../src/explain/explain.js'
import { callLog } from '../src/index.js'
import { ledger } from './own-platform-example.js'
import { serve } from './server.js'
import { collect } from './sources.js'

const NAME = 'own-platform-example.ts'

it(`docs/own-platform.md shows ${NAME}, which is run here`, () => {
  const example = readFileSync(join(import.meta.dirname, NAME), 'utf8').replace('../src/index.js', 'callspec')
  const page = readFileSync(join(import.meta.dirname, '../../../docs/own-platform.md'), 'utf8')
  expect(page).toContain(`\`\`\`ts\n${example}\`\`\`\n`)
})

it('a platform of one’s own is listed, filtered and explained like the built-in ones', async () => {
  const NEWEST = Date.UTC(2026, 10, 20) / 1000
  const rows = Array.from({ length: 250 }, (_, index) => ({
    id: `call-${index}`,
    state: index % 5 === 0 ? 'talking' : 'done',
    caller: '+15550100001',
    callee: '+15550100002',
    created: NEWEST - index * 3600,
    seconds: index,
  }))
  /** Two of three calls are of the first agent. */
  const agentOf = ({ id }: { id: string }) => (Number(id.slice(5)) % 3 === 2 ? 'a2' : 'a1')
  await using server = await serve(({ pathname, searchParams }) => {
    if (pathname === '/agents') {
      return { agents: ['a1', 'a2'].map((id) => ({ id, name: `Agent ${id}` })) }
    }
    const [limit, state, after] = [Number(searchParams.get('limit')), searchParams.get('state'), searchParams.get('after')]
    const found = rows.filter((row) => pathname === `/agents/${agentOf(row)}/calls` && (state === null || row.state === state))
    const start = 1 + found.findIndex(({ id }) => id === after)
    const calls = found.slice(start, start + limit)
    const more = new URLSearchParams({ limit: `${limit}`, after: calls.at(-1)?.id ?? '' })
    // Whatever host it names, the next request goes where this one went.
    const next = start + limit < found.length ? `https://elsewhere.example${pathname}?${more}` : null
    return { calls, links: { next } }
  })
  const log = callLog([ledger({ apiKey: 'k', baseUrl: server.url })])
  const all = await collect(log.list())
  expect(all.map(({ id, agent }) => [id, agent?.name])).toEqual(rows.map((row) => [row.id, `Agent ${agentOf(row)}`]))
  expect(all[0]).toMatchObject({
    key: 'ledger/call-0',
    status: 'in_progress',
    rawStatus: 'talking',
    customerNumber: '+15550100001',
    occurredAt: '2026-11-20T00:00:00.000Z',
  })
  const since = Date.UTC(2026, 10, 15) / 1000
  const asked = server.requests.length
  const done = await collect(log.list({ status: 'completed', since: '2026-11-15', agentId: 'a1' }))
  expect(done.map(({ id }) => id)).toEqual(
    rows.filter((row) => row.state === 'done' && row.created >= since && agentOf(row) === 'a1').map(({ id }) => id),
  )
  expect(server.requests[asked]).toBe('GET /agents/a1/calls?state=done&limit=100')
  expect(explain(log, {})).toMatchObject([
    { source: 'ledger', answers: true, parents: { foundBy: 'GET /agents' }, assumptions: [{ id: 'row-order' }] },
  ])
})
