import type { PassOptions } from '@callspec/sync/tap'
import type { Source } from 'callspec'

/** What the target of a tap is fed with. */
export interface TapPass {
  sources: readonly Source[]
  options: PassOptions
  /** Tells what went wrong, after everything else. */
  fail: (text: string) => void
}
