import type { FaultName } from '../faults/catalogue.js'

/** One request as it arrived, without headers, which contain credentials. */
export interface LoggedRequest {
  method: string
  /** Percent-encoded, with the path of the base URL. */
  path: string
  /** Decoded, in the order of the URL, including repeated names. */
  query: [string, string][]
  /** The parsed JSON or form; the text if it is neither; undefined if there is no body. */
  body: unknown
  /** For a request to the storage of recordings, which is not the platform's own server: whether a credential came along. */
  storage?: { carriedCredential: boolean }
  /** The fault that it met; absent if none. */
  fault?: FaultName
}

/** Requests since the start or the last `clear()`. */
export class RequestLog extends Array<LoggedRequest> {
  clear(): void {
    this.length = 0
  }
}
