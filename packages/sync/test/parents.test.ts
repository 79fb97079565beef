// Lists that want a parent and are read by weeks, copied: a pass that fails goes on where it was, and a whole one notices what is gone.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, sync } from '@callspec/sync'
import { expect, test } from 'vitest'
import { type HiveTraits, hive, serveHive } from '../../callspec/test/parent-platform.js'

const NOW = Date.now()
const HOUR = 3_600_000
const TRAITS: HiveTraits = { place: 'path', agents: 'paged', type: 'page', longest: 7 * 86_400, rowOrder: 'newest-first' }

test('a copy of lists of agents is whole after a failure, takes up new agents, and marks the calls of one that left', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'callspec-parents-'))
  await using platform = await serveHive()
  platform.traits = TRAITS
  const store = await openStore(join(folder, 'calls.db'))
  try {
    platform.world = {
      agents: ['a1', 'a2', 'a3'].map((id) => ({ id, name: id, createdAt: NOW - 400 * HOUR })),
      calls: Array.from({ length: 60 }, (_, index) => ({
        id: `c${index}`,
        at: NOW - index * 6 * HOUR,
        agents: [`a${1 + (index % 3)}`],
      })),
    }
    const source = hive(TRAITS)({ apiKey: 'k', baseUrl: platform.server.url, retries: 0 })
    const copied = async () => (await store.all('SELECT id FROM calls WHERE gone_at IS NULL')).map(([id]) => String(id)).sort()
    const there = () => platform.world.calls.map(({ id }) => id).sort()
    let left = 20
    platform.before = () => (left-- > 0 ? undefined : 503)
    expect((await sync([source], store)).sources).toMatchObject([{ outcome: 'failed' }])
    expect((await copied()).length).toBeGreaterThan(0)
    platform.before = () => undefined
    await sync([source], store)
    expect(await copied()).toEqual(there())
    platform.world.agents.push({ id: 'a4', name: 'a4', createdAt: Date.now() })
    platform.world.calls.push({ id: 'c60', at: Date.now(), agents: ['a4'] })
    await sync([source], store)
    expect(await copied()).toEqual(there())
    platform.world.agents.shift()
    platform.world.calls = platform.world.calls.filter(({ agents }) => agents[0] !== 'a1')
    await sync([source], store, { prune: true })
    expect(await copied()).toEqual(there())
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
})
