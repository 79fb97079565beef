import { compareTexts, compareTimes, isTime, type StatsBy } from './group-by.js'

/** A group's value of each word, and its calls. */
export interface Keyed {
  keys: readonly (string | null)[]
  calls: number
}

/**
 * Sorts groups word by word: times by time, anything else by most calls, then by text; what is not known comes last. "Most calls" counts
 * all groups that agree up to that word, so that the days of an agent stay together.
 */
export function sortGroups<Group extends Keyed>(groups: readonly Group[], words: readonly StatsBy[]): Group[] {
  const totals = new Map<string, number>()
  const prefix = ({ keys }: Keyed, index: number) => JSON.stringify(keys.slice(0, index + 1))
  for (const group of groups) {
    for (const index of words.keys()) {
      const of = prefix(group, index)
      totals.set(of, (totals.get(of) ?? 0) + group.calls)
    }
  }
  const ranked = groups.map((group) => ({ group, calls: words.map((_, index) => totals.get(prefix(group, index)) ?? 0) }))
  ranked.sort((one, other) => {
    for (const [index, word] of words.entries()) {
      const [a, b] = [one.group.keys[index] ?? null, other.group.keys[index] ?? null]
      if (a === b) continue
      if (a === null || b === null) return a === null ? 1 : -1
      if (isTime(word)) return compareTimes(word, a, b)
      return other.calls[index]! - one.calls[index]! || compareTexts(a, b)
    }
    return 0
  })
  return ranked.map(({ group }) => group)
}
