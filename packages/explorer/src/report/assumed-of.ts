import type { Summary } from 'callspec'

/** Each assumption that a listing relied on, with the sources that did. */
export function assumedOf({ sources }: Summary): { setting: string; sources: string[] }[] {
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
