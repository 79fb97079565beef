import { type Copy, hasName, searchOf, withoutSigns } from '@callspec/sync'
import type { CallsInMemory } from './calls-in-memory.js'

/** Which calls a search finds, by their places: 1, else 0. It means what `search` of a copy's query does. */
export async function searchMatches(copy: Copy, calls: CallsInMemory, text: string): Promise<Uint8Array> {
  const search = searchOf(text)
  // The same id may be of calls of several sources.
  const ids = [search.text, ...calls.sources.texts.slice(1).map((source) => `${source}/${search.text}`)]
  const isNamed = () => ids.some((key) => calls.find(key) >= 0)
  const withWords = isNamed() ? [] : await copy.keysWithWords(text)
  // From here on nothing waits, so that the calls stay the same.
  const found = new Uint8Array(calls.ids.length)
  if (isNamed()) {
    for (const key of ids) mark(calls.find(key))
    return found
  }
  for (const key of withWords) mark(calls.find(key))
  markByAgent()
  if (search.digits !== null) markByNumber(search.digits)
  return found

  function mark(place: number): void {
    if (place >= 0) found[place] = 1
  }

  function markByAgent(): void {
    const isFound = Uint8Array.from(calls.agents.named, ({ id, name }) => Number(hasName(id, search) || hasName(name, search)))
    if (!isFound.includes(1)) return
    const { agent } = calls.columns
    for (let place = 0; place < found.length; place++) if (isFound[agent[place]!] === 1) found[place] = 1
  }

  function markByNumber(digits: string): void {
    const isFound = Uint8Array.from(calls.numbers.texts, (number) => Number(withoutSigns(number).includes(digits)))
    if (!isFound.includes(1)) return
    const { customer, agentNumber, from, to } = calls.columns
    for (let place = 0; place < found.length; place++) {
      if (isFound[customer[place]!] || isFound[agentNumber[place]!] || isFound[from[place]!] || isFound[to[place]!])
        found[place] = 1
    }
  }
}
