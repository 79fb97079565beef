import type { ServerResponse } from 'node:http'

/** A response as it goes out. */
export interface WireAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  /** The body; a file as bytes. */
  text: string | Buffer
  /** Whether it comes in chunks, without its length. */
  isChunked?: true
}

/** Sends a whole response, with its length unless it comes in chunks. */
export function send(response: ServerResponse, { status, headers, text, isChunked }: WireAnswer): void {
  response.writeHead(status, { ...headers, ...(!isChunked && { 'content-length': Buffer.byteLength(text) }) })
  response.end(text)
}

/** Waits while the connection lasts: a client that left, or a closed simulator, leaves no timer behind. */
export const wait = (response: ServerResponse, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    response.once('close', () => clearTimeout(timer))
  })
