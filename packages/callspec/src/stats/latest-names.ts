import type { Agent } from '@callspec/provider'
import { type CountedCall, compareTexts } from './group-by.js'

/** The names of agents and campaigns: of each, that of its latest call that has one. */
export class LatestNames {
  readonly #names = new Map<string, { at: string; name: string }>()

  add(word: 'agent' | 'campaign', call: CountedCall): void {
    const named: Agent | null = call[word]
    if (!named || named.id === null || named.name === null) return
    const key = keyOf(word, call.source, named.id)
    const found = this.#names.get(key)
    const at = call.occurredAt ?? ''
    // Of one instant, the later by text: whatever the order in which calls are read, the answer is the same.
    if (found && (compareTexts(found.at, at) || compareTexts(found.name, named.name)) >= 0) return
    this.#names.set(key, { at, name: named.name })
  }

  of(word: 'agent' | 'campaign', source: string, id: string): string | null {
    return this.#names.get(keyOf(word, source, id))?.name ?? null
  }
}

const keyOf = (...parts: string[]) => JSON.stringify(parts)
