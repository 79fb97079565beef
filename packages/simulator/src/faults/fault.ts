import type { ServerResponse } from 'node:http'
import type { Answer, ApiRequest, CallOperation, Platform, SimulatorDefinition } from '../define-simulator.js'
import type { WireAnswer } from '../server/send.js'
import type { Elsewhere } from './elsewhere.js'

export type FaultValue = string | number | undefined

/** One request and its response, as faults see it. */
export interface Exchange {
  definition: SimulatorDefinition
  platform: Platform
  operation: CallOperation
  request: ApiRequest
  /** The requested path and query. */
  url: string
  response: ServerResponse
  /** Lets the platform carry out the request, or another one instead. */
  answer(instead?: ApiRequest): Answer
  /** A response as the platform would write it, with its usual headers. */
  write(answer: Answer): WireAnswer
  /** A refusal in the words of whoever was asked: the platform, or the storage of its recordings. */
  refuse(status: number, message: string): Answer
  /** Records that a call's row goes out changed. */
  markAltered(index: number): void
  elsewhere: Elsewhere
}

/** A web hook that is about to be sent, as faults see it. */
export interface Delivery {
  /** Sends it, with repeats as documented; resolves once it has arrived or was given up. `forged`: signed with another secret, and sent once. */
  send(how?: { forged?: true }): Promise<void>
  /** Resolves after a while, or never if the simulator is closed meanwhile. */
  wait(milliseconds: number): Promise<void>
}

/** It has `inject` or, if it happens to web hooks, `deliver`. */
export interface Fault {
  /** Requests that it can happen to. Default: every request, but no web hook. */
  operations?: readonly CallOperation[]
  /** Whether it can happen at a platform. Default: at every one. */
  fits?(definition: SimulatorDefinition): boolean
  /** The allowed `value`; a fault without it takes none. */
  value?: { isFine(value: string | number): boolean; right: string }
  /** Responds instead of the platform, or spoils its response. */
  inject?(exchange: Exchange, value: FaultValue): void | Promise<void>
  /** Sends a web hook in its own way. */
  deliver?(delivery: Delivery, value: FaultValue): void | Promise<void>
}

/** A value that has to be a whole number from 1 on. */
export const wholeNumber = (what: string) => ({
  isFine: (value: string | number): boolean => Number.isInteger(value) && Number(value) >= 1,
  right: `${what}, a whole number from 1 on`,
})
