import { describe, expect, test } from 'vitest'
import { agentsWithIds, hiredAt } from '../src/world/cast.js'
import { Criteria } from '../src/world/criteria.js'
import { Listing } from '../src/world/listing.js'
import { World } from '../src/world/world.js'

const agents = agentsWithIds((agent) => `agent-${agent}`)

const world = new World(
  {
    precisionMs: 1000,
    id: (_seed, index) => `c${index}`,
    indexOf: (_seed, id) => Number(id.slice(1)),
    kinds: ['inbound'],
    statuses: [{ word: 'completed', state: 'completed' }],
    agents,
    campaigns: [],
  },
  { calls: 200, seed: 3, newest: Date.UTC(2026, 10, 20), spacingMs: 3_600_000 },
)

describe('A platform with a list for each agent', () => {
  test.each([false, true])('gives each call in the list of its agent alone, whether filters are ignored: %s', (ignored) => {
    const listing = new Listing(world)
    const lists = agents.map(({ id }) => {
      const criteria = new Criteria(ignored).of('agent', id, ({ agent }, own) => agent.id === own)
      return listing.inRowOrder('newest-first', criteria).window(0, 1000)
    })
    lists.forEach((calls, position) => {
      expect(calls.length).toBeGreaterThan(0)
      expect(calls.every(({ agent }) => agent === agents[position])).toBe(true)
    })
    expect(lists.flat()).toHaveLength(200)
  })

  test('has its agents from before their first call', () => {
    const [first, ...others] = agents.map((_, position) => Date.parse(hiredAt(world, position)))
    expect(Math.max(first ?? 0, ...others)).toBeLessThan(world.call(0).createdAt)
    expect(others.every((at, position) => at > (position === 0 ? (first ?? 0) : (others[position - 1] ?? 0)))).toBe(true)
  })
})
