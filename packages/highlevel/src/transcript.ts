import type { Reader, Turn } from '@callspec/provider'
import type { Sentence } from './generated/types.js'

const SPEAKERS: ReadonlyMap<string | undefined, Turn['speaker']> = new Map([
  ['bot', 'agent'],
  ['human', 'customer'],
])

/** The lines of a text, each a turn with its speaker. One without a speaker goes on with the turn before it. */
export function turnsOf(text: string): Turn[] {
  const turns: Turn[] = []
  for (const line of text.split('\n')) {
    const [, word, spoken] = /^(bot|human):\s*(.*)$/.exec(line) ?? []
    const last = turns.at(-1)
    if (word === undefined && last) last.text += `\n${line}`
    else turns.push({ speaker: SPEAKERS.get(word) ?? 'unknown', text: spoken ?? line, at: null, offsetSeconds: null })
  }
  return turns
}

/** Sentences by their place. Whose channel is whose is not documented. */
export function turnsFrom(answer: Sentence | Sentence[], read: Reader): Turn[] | null {
  const sentences = read.list(Array.isArray(answer) ? answer : [answer]) ?? []
  const turns = sentences
    .map((sentence) => ({ sentence, place: numberOf(sentence.sentenceIndex, read) ?? 0 }))
    .toSorted((one, other) => one.place - other.place)
    .flatMap(({ sentence }): Turn[] => {
      const text = read.text(sentence.transcript)
      const begin = numberOf(sentence.startTime, read)
      return text === null ? [] : [{ speaker: 'unknown', text, at: null, offsetSeconds: begin === null ? null : begin / 1000 }]
    })
  return turns.length === 0 ? null : turns
}

/** A number, which the example writes as text. */
function numberOf(value: number | string | undefined, read: Reader): number | null {
  const digits = read.decimal(value)
  return digits === null ? null : Number(digits)
}
