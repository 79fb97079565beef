import type { Call, Status } from '@callspec/provider'

export const OUTCOMES = ['answered', 'no_answer', 'failed', 'unknown'] as const

/** What became of a call, as far as its platform tells. */
export type Outcome = (typeof OUTCOMES)[number]

const NO_ANSWER: ReadonlySet<Status> = new Set(['no_answer', 'busy', 'canceled'])

/**
 * Whether somebody answered, by the first fact that tells:
 *
 * 1. `answeredBy` is `human` or `machine`: `answered`, whatever became of the call afterwards.
 * 2. The status is `failed`: `failed`.
 * 3. The status is `no_answer`, `busy` or `canceled`, or the end reason `no_answer` or `busy`: `no_answer`.
 * 4. Nothing else tells: `unknown`. `completed` does not claim that somebody answered, neither does a duration, and a call that is
 *    under way may become anything.
 */
export function outcomeOf({ answeredBy, status, endReason }: Pick<Call, 'answeredBy' | 'status' | 'endReason'>): Outcome {
  if (answeredBy === 'human' || answeredBy === 'machine') return 'answered'
  if (status === 'failed') return 'failed'
  if (NO_ANSWER.has(status) || endReason?.code === 'no_answer' || endReason?.code === 'busy') return 'no_answer'
  return 'unknown'
}
