import { CHANNELS, DIRECTIONS, STATUSES } from 'callspec'
import { OUTCOMES } from 'callspec/stats'
import type { Facets as Counts } from '../../api/answers.js'
import type { ExplorerQuery } from '../../api/explorer-query.js'
import { StatusMark } from '../marks/status-mark.js'
import { wordText } from '../text/word-text.js'
import { Facet } from './facet.js'

export interface FacetsProps {
  query: ExplorerQuery
  counts: Counts | null
  onChange: (change: Partial<ExplorerQuery>) => void
}

/** All chips. */
export function Facets({ query, counts, onChange }: FacetsProps) {
  return (
    <div class="facets">
      <Facet
        title="Status"
        counts={counts?.status ?? null}
        words={STATUSES}
        chosen={query.statuses}
        show={(status) => <StatusMark status={status} />}
        onChange={(statuses) => onChange({ statuses })}
      />
      <Facet
        title="Outcome"
        counts={counts?.outcome ?? null}
        words={OUTCOMES}
        chosen={listOf(query.outcome)}
        show={wordText}
        isSingle
        onChange={([outcome = null]) => onChange({ outcome })}
      />
      <Facet
        title="Direction"
        counts={counts?.direction ?? null}
        words={DIRECTIONS}
        chosen={listOf(query.direction)}
        isSingle
        onChange={([direction = null]) => onChange({ direction })}
      />
      <Facet
        title="Channel"
        counts={counts?.channel ?? null}
        words={CHANNELS}
        chosen={listOf(query.channel)}
        isSingle
        onChange={([channel = null]) => onChange({ channel })}
      />
      <Facet
        title="Source"
        counts={counts?.source ?? null}
        chosen={query.sources}
        onChange={(sources) => onChange({ sources })}
      />
      <Facet
        title="Provider"
        counts={counts?.provider ?? null}
        chosen={query.providers}
        onChange={(providers) => onChange({ providers })}
      />
    </div>
  )
}

const listOf = <Word,>(word: Word | null): Word[] => (word === null ? [] : [word])
