import type { IncomingMessage } from 'node:http'

// Far above any documented request, and low enough that a runaway client cannot fill the memory.
const largestBodyBytes = 1_000_000

/** Marks a body that is not JSON. */
export const malformed = Symbol('malformed')

/** The body of a request as text and as JSON; undefined if it has none. */
export async function readBody(request: IncomingMessage): Promise<{ text: string; body: unknown }> {
  const chunks: Buffer[] = []
  let bytes = 0
  // Without setEncoding a request yields buffers.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > largestBodyBytes) throw new Error(`The body is larger than ${largestBodyBytes} bytes.`)
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  return { text, body: parse(text) }
}

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return malformed
  }
}
