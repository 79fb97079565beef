import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { numberText } from '../text/number-text.js'

export interface FacetProps<Word extends string> {
  title: string
  /** Calls of each word; `null`: not here yet. */
  counts: Partial<Record<Word, number>> | null
  /** Words in their order; without it those that are counted, most calls first. */
  words?: readonly Word[] | undefined
  chosen: readonly Word[]
  /** What stands for a word. Default: the word. */
  show?: ((word: Word) => ComponentChildren) | undefined
  onChange: (chosen: Word[]) => void
  /** Whether one word takes the place of another. */
  isSingle?: boolean | undefined
}

const FEW = 8

/** Chips for the words of one member of the query, each with the calls that it would leave. */
export function Facet<Word extends string>({ title, counts, words, chosen, show, onChange, isSingle }: FacetProps<Word>) {
  const [isWhole, setIsWhole] = useState(false)
  const known = words ?? byCount(counts)
  const countOf = (word: Word) => counts?.[word] ?? 0
  const shown = [...known, ...chosen.filter((word) => !known.includes(word))].filter(
    (word) => countOf(word) > 0 || chosen.includes(word),
  )
  const few = isWhole ? shown : shown.filter((word, index) => index < FEW || chosen.includes(word))
  if (shown.length === 0) return null
  return (
    <fieldset class="facet">
      <legend>{title}</legend>
      <ul>
        {few.map((word) => {
          const isChosen = chosen.includes(word)
          const others = isSingle ? [] : chosen.filter((each) => each !== word)
          return (
            <li key={word}>
              <button
                type="button"
                class="chip"
                aria-pressed={isChosen}
                onClick={() => onChange(isChosen ? others : [...others, word])}
              >
                <bdi class="chip-word">{show?.(word) ?? word}</bdi>
                <span class="chip-count">{counts === null ? '…' : numberText(countOf(word))}</span>
              </button>
            </li>
          )
        })}
      </ul>
      {shown.length > FEW && (
        <button type="button" class="link" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `Show all ${shown.length}`}
        </button>
      )}
    </fieldset>
  )
}

function byCount<Word extends string>(counts: Partial<Record<Word, number>> | null): Word[] {
  // Its keys are its words: it came from the server as JSON.
  const words = Object.keys(counts ?? {}) as Word[]
  return words.sort((one, other) => (counts?.[other] ?? 0) - (counts?.[one] ?? 0))
}
