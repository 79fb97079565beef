import type { ServerResponse } from 'node:http'

/** An answer as it goes out. */
export interface WireAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  text: string
}

/** Sends a whole answer with its length. */
export function send(response: ServerResponse, { status, headers, text }: WireAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

/** Waits as long as the connection is there: a client that has left, or a simulator that was closed, leaves no timer behind. */
export const wait = (response: ServerResponse, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    response.once('close', () => clearTimeout(timer))
  })
