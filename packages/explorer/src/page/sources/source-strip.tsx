import type { Overview, SourceState } from '../../api/answers.js'
import { Popover } from '../controls/popover.js'
import { SOURCE_WORDS, SourceMark, type SourceWord } from '../marks/source-mark.js'
import { countText } from '../text/count-text.js'
import { SourcePill } from './source-pill.js'
import { type ToldSource, toldSource } from './told-source.js'

export interface SourceStripProps {
  sources: readonly SourceState[]
  /** Of the overview: sources that cannot answer the query, or are not whole. */
  incomplete: Overview['incomplete']
}

// More than these stand in a list of their own.
const MOST = 8

// What one should know first comes first.
const URGENT: readonly SourceWord[] = ['failed', 'unable', 'waiting', 'stopped', 'syncing', 'never', 'current']

export function SourceStrip({ sources, incomplete }: SourceStripProps) {
  const told = sources.map((source) => toldSource(source, incomplete))
  const sorted = told.length <= MOST ? told : told.toSorted((one, other) => URGENT.indexOf(one.word) - URGENT.indexOf(other.word))
  const rest = sorted.length - MOST
  return (
    <ul class="strip" aria-label="Sources">
      {sorted.slice(0, MOST).map((source) => (
        <li key={source.id}>
          <SourcePill source={source} />
        </li>
      ))}
      {rest > 0 && (
        <li>
          <Popover class="pill" button={<span>{`${rest} more`}</span>} label={`${rest} more: all sources`}>
            {() => <SourceList sources={sorted} />}
          </Popover>
        </li>
      )}
    </ul>
  )
}

function SourceList({ sources }: { sources: readonly ToldSource[] }) {
  return (
    <ul class="source-list">
      {sources.map((source) => (
        <li key={source.id}>
          <div class="with-icon">
            <SourceMark word={source.word} />
            <bdi>{source.id}</bdi>
            <span class="muted">
              {SOURCE_WORDS[source.word]}, {countText(source.calls, 'call')}
            </span>
          </div>
          {source.word !== 'current' && <p class="muted">{source.sentences.slice(0, 2).join(' ')}</p>}
        </li>
      ))}
    </ul>
  )
}
