import type { Turn } from '@callspec/provider'

const SPEAKERS: ReadonlyMap<string | undefined, Turn['speaker']> = new Map([
  ['bot', 'agent'],
  ['assistant', 'agent'],
  ['human', 'customer'],
])

/** The turns of a transcript. A line without one of the words for a speaker belongs to the turn before. */
export function toTurns(transcript: string | null): Turn[] | null {
  if (transcript === null) return null
  const turns: Turn[] = []
  for (const line of transcript.split('\n').filter((each) => each.trim() !== '')) {
    const [, word, said = ''] = /^(\w+): ?(.*)$/.exec(line) ?? []
    const speaker = SPEAKERS.get(word)
    const last = turns.at(-1)
    if (speaker !== undefined) turns.push({ speaker, text: said, at: null, offsetSeconds: null })
    else if (last) last.text += `\n${line}`
    else turns.push({ speaker: 'unknown', text: line, at: null, offsetSeconds: null })
  }
  return turns
}
