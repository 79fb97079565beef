import type { ServerResponse } from 'node:http'
import type { Answer, ApiRequest, CallOperation, Platform, SimulatorDefinition } from '../define-simulator.js'
import type { WireAnswer } from '../server/send.js'
import type { Elsewhere } from './elsewhere.js'

export type FaultValue = string | number | undefined

/** One request on its way to an answer: what a fault has in its hands. */
export interface Exchange {
  definition: SimulatorDefinition
  platform: Platform
  operation: CallOperation
  request: ApiRequest
  /** Path and query as they were asked for. */
  url: string
  response: ServerResponse
  /** Has the platform do what is asked, or something else in its stead. */
  answer(instead?: ApiRequest): Answer
  /** An answer as the platform would write it, with the headers of all its answers. */
  write(answer: Answer): WireAnswer
  /** Notes that the row of a call goes out changed. */
  markAltered(index: number): void
  elsewhere: Elsewhere
}

export interface Fault {
  /** What it can happen to. Default: every request. */
  operations?: readonly CallOperation[]
  /** Whether it can happen at a platform. Default: at all of them. */
  fits?(definition: SimulatorDefinition): boolean
  /** What `value` may be; a fault without it takes none. */
  value?: { isFine(value: string | number): boolean; right: string }
  /** Answers in the platform's stead, or spoils what it answers. */
  inject(exchange: Exchange, value: FaultValue): void | Promise<void>
}

/** A value that has to be a whole number from 1 on. */
export const wholeNumber = (what: string) => ({
  isFine: (value: string | number): boolean => Number.isInteger(value) && Number(value) >= 1,
  right: `${what}, a whole number from 1 on`,
})
