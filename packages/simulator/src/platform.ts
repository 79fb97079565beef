import type { KnobReader } from './knobs.js'
import type { Recordings } from './recordings/recordings.js'
import type { Listing } from './world/listing.js'
import type { World } from './world/world.js'

/** What a running simulator passes to its routes. */
export interface Platform {
  world: World
  listing: Listing
  knob: KnobReader
  /** The base URL for clients, with the path prefix. */
  baseUrl: string
  credentials: Readonly<Record<string, string>>
  /** Of a platform that documents none, they have no addresses. */
  recordings: Recordings
}
