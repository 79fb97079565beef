import type { Meaning } from './color.js'

const MEANINGS: Readonly<Record<string, Meaning>> = {
  completed: 'good',
  failed: 'bad',
  no_answer: 'warning',
  busy: 'warning',
  canceled: 'warning',
  queued: 'active',
  ringing: 'active',
  in_progress: 'active',
  unknown: 'dim',
}

/** What a call's status means to its reader. */
export const statusMeaning = (status: string): Meaning | undefined => MEANINGS[status]
