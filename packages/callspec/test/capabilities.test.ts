import { providers } from '@callspec/all'
import { capabilitiesOf, capabilityTable, FILTER_LABELS } from '@callspec/provider/capabilities'
import { callLog, PARTS, type Source } from 'callspec'
import { explain } from 'callspec/explain'
import { describe, expect, test } from 'vitest'

const all = Object.entries(providers)

describe.each(all)('the capabilities of %s', (id, provider) => {
  const { definition } = provider
  const capabilities = capabilitiesOf(provider)

  test('are plain JSON', () => {
    expect(JSON.parse(JSON.stringify(capabilities))).toEqual(capabilities)
  })

  test('name every filter, part, credential and assumption that the definition has', () => {
    const { descriptor, filters, parts } = definition
    expect(capabilities.id).toBe(id)
    expect(Object.keys(capabilities.filters)).toEqual(Object.keys(FILTER_LABELS))
    for (const [name, { kind, because, assumes = [] }] of Object.entries(filters)) {
      expect(capabilities.filters).toHaveProperty(name, { kind, because, assumes, checked: expect.any(Boolean) })
    }
    expect(Object.keys(capabilities.parts).toSorted()).toEqual(PARTS.toSorted())
    expect(capabilities.get?.adds ?? []).toEqual(PARTS.filter((part) => parts[part] === 'get'))
    expect(capabilities.credentials).toEqual(
      Object.entries(descriptor.credentials).map(([name, { environment }]) => ({ name, environment })),
    )
    expect(capabilities.assumptions.map((each) => each.id)).toEqual(Object.keys(descriptor.assumptions))
    expect(capabilities.brands.map((each) => each.id)).toEqual(Object.keys(descriptor.brands))
  })

  test('say of each assumption what it means and where the documentation is silent', () => {
    for (const { id, default: value, values, text, source } of capabilities.assumptions) {
      expect([id, text, source]).toEqual([id, expect.stringMatching(/^\S.+\S$/), expect.stringMatching(/^\S.+\S$/)])
      expect(values === null || values[0] === value).toBe(true)
    }
  })

  test('agree with what a query is explained by', () => {
    const keys = Object.fromEntries(capabilities.credentials.map(({ name }) => [name, 'key']))
    // The options of all providers have no common type.
    const source = (provider as (options: object) => Source)(keys)
    const [explained] = explain(callLog([source]), { since: '2026-01-01', include: PARTS })
    if (!explained?.answers) throw new Error(`${id} cannot be listed by since.`)
    const { by, direction, documented } = explained.order
    expect(capabilities.order).toMatchObject({ by, direction, documented })
    expect(explained.pages).toMatchObject({ type: capabilities.paging.type, size: capabilities.paging.maxSize })
    expect(explained.rateLimit).toEqual(capabilities.rateLimit)
    expect(explained.include.map(({ part, from }) => [part, from])).toEqual(
      PARTS.map((part) => [part, capabilities.parts[part].from]),
    )
    expect(explained.filters[0]?.declared).toBe(capabilities.filters.period.kind)
  })
})

test('the table of capabilities has a row per provider and a cell per head, in words and in letters', () => {
  const capabilities = all.map(([, provider]) => capabilitiesOf(provider))
  for (const short of [false, true]) {
    const { head, rows, legend } = capabilityTable(capabilities, { short })
    expect(rows.map(([id]) => id)).toEqual(Object.keys(providers))
    for (const row of rows) {
      expect(row).toHaveLength(head.length)
      expect(row).not.toContain('')
    }
    expect(legend.length).toBeGreaterThan(0)
  }
})

test('letters keep thirty providers within 80 columns', () => {
  const [first] = all.map(([, provider]) => capabilitiesOf(provider))
  const { head, rows } = capabilityTable(Array(30).fill(first), { short: true })
  const widths = head.map((text, index) => Math.max(text.length, ...rows.map((row) => row[index]!.length)))
  expect(rows).toHaveLength(30)
  expect(widths.reduce((sum, width) => sum + width + 2, -2)).toBeLessThanOrEqual(80)
})
