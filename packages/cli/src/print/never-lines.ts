import type { Part, SourceSummary } from 'callspec'

const NOUNS: Readonly<Record<Part, string>> = {
  transcript: 'a transcript',
  analysis: 'an analysis',
  recording: 'a recording',
  cost: 'a cost',
}

const and = new Intl.ListFormat('en')
const or = new Intl.ListFormat('en', { type: 'disjunction' })

/** Which sources never have what was asked for, however often one asks: a line for those that lack the same parts. */
export function neverLines(sources: readonly Pick<SourceSummary, 'source' | 'never'>[]): string[] {
  const byParts = Map.groupBy(
    sources.filter(({ never }) => never.length > 0),
    ({ never }) => or.format(never.map((part) => NOUNS[part])),
  )
  return [...byParts].map(([parts, lacking]) => {
    const names = and.format(lacking.map(({ source }) => source))
    return `${names} never ${lacking.length === 1 ? 'has' : 'have'} ${parts}.`
  })
}
