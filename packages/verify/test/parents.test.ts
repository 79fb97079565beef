import { expect, it } from 'vitest'
import { type HiveTraits, hive, serveHive } from '../../callspec/test/parent-platform.js'
import { verify } from '../src/index.js'

const NOW = Date.now()
const HOUR = 3_600_000

it.each<[HiveTraits['agents'], HiveTraits['rowOrder'], string]>([
  ['bare', 'newest-first', 'confirmed'],
  ['bare', 'oldest-first', 'refuted'],
  ['paged', 'newest-first', 'confirmed'],
])(
  'the order of lists of each agent (%s), read by pieces of time, is tested in one that has calls: %s',
  async (agents, rowOrder, verdict) => {
    await using platform = await serveHive()
    const traits: HiveTraits = { place: 'path', agents, type: 'page', longest: 7 * 86_400, rowOrder }
    platform.traits = traits
    platform.world = {
      // The first one has no call.
      agents: ['a1', 'a2', 'a3'].map((id) => ({ id, name: id, createdAt: NOW - 400 * HOUR })),
      calls: Array.from({ length: 30 }, (_, index) => ({ id: `c${index}`, at: NOW - index * HOUR, agents: ['a2'] })),
    }
    const { results } = await verify(hive(traits)({ apiKey: 'k', baseUrl: platform.server.url }))
    expect(results).toMatchObject([{ id: 'row-order', verdict }])
    expect(platform.server.requests.length).toBeLessThanOrEqual(20)
  },
)
