import type { SourceSummary } from 'callspec'

/** Each assumption that a list rests on once, with the sources that rely on it if there are several. */
export function assumedTexts(sources: readonly SourceSummary[]): string[] {
  const bySetting = new Map<string, string[]>()
  for (const { source, rows, assumptions } of sources) {
    if (rows === 0) continue
    for (const [id, value] of Object.entries(assumptions)) {
      const setting = `${id} = ${value}`
      bySetting.set(setting, [...(bySetting.get(setting) ?? []), source])
    }
  }
  return [...bySetting].map(([setting, names]) => (sources.length > 1 ? `${setting} (${names.join(', ')})` : setting))
}
