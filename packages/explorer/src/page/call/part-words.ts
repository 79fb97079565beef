import type { PartAnswer } from '../../api/answers.js'

/** How a part stands that a call does not have, in two words. */
export const PART_WORDS: Readonly<Record<PartAnswer['state'], string>> = {
  not_yet: 'not yet',
  never: 'never',
  failed: 'failed',
  open: 'not yet',
  not_synced: 'not asked',
}
