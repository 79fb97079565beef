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
  const rows = Array.from({ length: 250 }, (_, index) => ({
    id: `call-${index}`,
    state: index % 5 === 0 ? 'talking' : 'done',
    caller: '+15550100001',
    callee: '+15550100002',
    created_at: new Date(Date.UTC(2026, 10, 20) - index * 3_600_000).toISOString(),
    seconds: index,
  }))
  await using server = await serve(({ searchParams }) => {
    const [offset, limit, state] = [
      Number(searchParams.get('offset')),
      Number(searchParams.get('limit')),
      searchParams.get('state'),
    ]
    const found = rows.filter((row) => state === null || row.state === state)
    return { calls: found.slice(offset, offset + limit), total: found.length }
  })
  const log = callLog([ledger({ apiKey: 'k', baseUrl: server.url })])
  const all = await collect(log.list())
  expect(all.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
  expect(all[0]).toMatchObject({
    key: 'ledger/call-0',
    status: 'in_progress',
    rawStatus: 'talking',
    customerNumber: '+15550100001',
    occurredAt: '2026-11-20T00:00:00.000Z',
  })
  const asked = server.requests.length
  const done = await collect(log.list({ status: 'completed', since: '2026-11-15' }))
  expect(done.map(({ id }) => id)).toEqual(
    rows.filter(({ state, created_at }) => state === 'done' && created_at >= '2026-11-15').map(({ id }) => id),
  )
  expect(server.requests[asked]).toBe('GET /calls?state=done&limit=100&offset=0')
  expect(explain(log, {})).toMatchObject([{ source: 'ledger', answers: true, assumptions: [{ id: 'row-order' }] }])
})
