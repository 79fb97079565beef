import type { CallAnswer, Overview } from '../api/answers.js'
import type { ExplorerQuery } from '../api/explorer-query.js'

// What the page hands to the charts and to the view of a call.

export interface ChartsProps {
  /** `null`: not here yet. While newer figures are under way, the former ones stay. */
  overview: Overview | null
  /** How many sources the copy has. */
  sources: number
  query: ExplorerQuery
  /** Members of the query to replace: what was brushed or clicked. */
  onChange: (change: Partial<ExplorerQuery>) => void
  /** Whether people are masked. */
  isRedacted: boolean
}

export interface CallViewProps {
  /** `null`: not here yet. The key is that of the address, so that the head can already be drawn. */
  answer: CallAnswer | null
  callKey: string
  /** Why there is no answer, in a sentence. */
  error: string | null
  query: ExplorerQuery
  isRedacted: boolean
  /** Opens another call, by its key. */
  onOpen: (key: string) => void
  /** Replaces members of the query: a click on the agent or the customer looks for their calls. */
  onChange: (change: Partial<ExplorerQuery>) => void
  onClose: () => void
  /** The call before or after it in the table; `null`: there is none. */
  onPrevious: (() => void) | null
  onNext: (() => void) | null
}
