import { fromNamedKey, type GroupValues, isNamed, type StatsBy } from './group-by.js'
import type { LatestNames } from './latest-names.js'

/** A group's values, from the keys that tell it apart. */
export function groupValues(words: readonly StatsBy[], keys: readonly (string | null)[], names: LatestNames): GroupValues {
  const source = keys[words.indexOf('source')] ?? ''
  // Each key was read by its own word, which an object made of entries cannot express.
  return Object.fromEntries(words.map((word, index) => [word, toValue(word, keys[index] ?? null, source, names)])) as GroupValues
}

function toValue(word: StatsBy, key: string | null, source: string, names: LatestNames) {
  if (key === null) return null
  if (word === 'isTest') return key === 'true'
  if (!isNamed(word)) return key
  const named = fromNamedKey(key)
  return named.id === null ? named : { id: named.id, name: names.of(word, source, named.id) }
}
