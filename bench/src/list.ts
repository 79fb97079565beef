import type { IncomingMessage } from 'node:http'

/** A list that can return any of its pages. */
export interface List {
  basePath: string
  credentials: Record<string, string>
  answer: (request: IncomingMessage, body: string) => Promise<Buffer>
}
