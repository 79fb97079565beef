import type { IncomingMessage, ServerResponse } from 'node:http'

/** A request that was admitted, and its answer. */
export interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  url: URL
}
