import type { ExplorerData } from '../data/explorer-data.js'
import type { Recordings } from './recordings.js'
import type { Tickets } from './tickets.js'

/** What answers are made from. */
export interface Room {
  data: ExplorerData
  isDemo: boolean
  tickets: Tickets
  recordings: Recordings
}
