import type { Status } from 'callspec'
import type { Outcome, Weekday } from 'callspec/stats'

// The words of a call in plain English.

/** In the order in which bars are stacked, from the bottom. */
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  completed: 'completed',
  in_progress: 'in progress',
  ringing: 'ringing',
  queued: 'queued',
  no_answer: 'no answer',
  busy: 'busy',
  canceled: 'canceled',
  failed: 'failed',
  unknown: 'unknown',
}

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  answered: 'answered',
  no_answer: 'no answer',
  failed: 'failed',
  unknown: 'not told',
}

export const WEEKDAY_WORDS: Readonly<Record<Weekday, string>> = {
  monday: 'Monday',
  tuesday: 'Tuesday',
  wednesday: 'Wednesday',
  thursday: 'Thursday',
  friday: 'Friday',
  saturday: 'Saturday',
  sunday: 'Sunday',
}

/** The members of a record, in its order. */
export const wordsOf = <Word extends string, Value>(record: Readonly<Partial<Record<Word, Value>>>) =>
  // `Object.entries` forgets the type of the keys.
  Object.entries(record) as [Word, Value][]
