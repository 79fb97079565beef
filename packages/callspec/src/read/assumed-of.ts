import type { SourceSummary } from './summary.js'

/** An assumption that a listing relied on, as `id = value`, and the sources that did. */
export interface Assumed {
  setting: string
  sources: string[]
}

/** Each assumption that sources relied on once. A source that sent no row relied on none. */
export function assumedOf(sources: readonly SourceSummary[]): Assumed[] {
  const found = new Map<string, string[]>()
  for (const { source, rows, assumptions } of sources) {
    if (rows === 0) continue
    for (const [id, value] of Object.entries(assumptions)) {
      const setting = `${id} = ${value}`
      found.set(setting, [...(found.get(setting) ?? []), source])
    }
  }
  return [...found].map(([setting, names]) => ({ setting, sources: names }))
}
