/** The wire shapes that lists are read in: ours, and those of the two published SDKs. */
export const PLATFORMS = ['agentvoice', 'autocalls', 'butter', 'talkover', 'zudu'] as const
export type Platform = (typeof PLATFORMS)[number]
export type Shape = Platform | 'retell' | 'vapi'

export const CONTENDERS = ['fetch', 'redocly', 'retell', 'vapi', 'paginate', 'log'] as const
export type ContenderName = (typeof CONTENDERS)[number]

/** The address of a list and its credentials. */
export interface Target {
  shape: Shape
  baseUrl: string
  credentials: Record<string, string>
}

/** The job of a process: read one or several lists to their end. */
export interface Job {
  contender: ContenderName
  targets: Target[]
  /** Order of `log.list`. Default `newest`. */
  order?: 'newest' | 'arrival'
  /** Calls to read before the clock starts, so that compilation is not measured. Default 0. */
  warmUp?: number
  /** Time that the consumer takes for every 100 calls. Default 0. */
  pauseMs?: number
}

/** The outcome, from the start of reading to its end; memory is that of the whole process. */
export interface Outcome {
  calls: number
  requests: number
  wallMs: number
  cpuMs: number
  peakMb: number
}

/** Takes each call; returns a promise if the reader should wait. */
export type Consume = (call: unknown) => Promise<void> | undefined

/** Reads every call of the lists in its usual way. */
export type Read = (targets: readonly Target[], consume: Consume, order: 'newest' | 'arrival') => Promise<void>
