import type { ServerResponse } from 'node:http'

/** A response as it goes out. */
export interface WireAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  text: string
}

/** Sends a whole response with its length. */
export function send(response: ServerResponse, { status, headers, text }: WireAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

/** Waits while the connection lasts: a client that left, or a closed simulator, leaves no timer behind. */
export const wait = (response: ServerResponse, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    response.once('close', () => clearTimeout(timer))
  })
