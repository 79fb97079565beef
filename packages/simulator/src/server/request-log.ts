import type { FaultName } from '../faults/catalogue.js'

/** One request as it arrived. Headers are left out, as they hold credentials. */
export interface LoggedRequest {
  method: string
  /** Percent-encoded, with the path of the base URL. */
  path: string
  /** Decoded, in the order of the URL, repeated names included. */
  query: [string, string][]
  /** The parsed JSON, the text where it was no JSON, undefined where there was none. */
  body: unknown
  /** The fault that it met; absent where it met none. */
  fault?: FaultName
}

/** What arrived since the start or the last `clear()`. */
export class RequestLog extends Array<LoggedRequest> {
  clear(): void {
    this.length = 0
  }
}
