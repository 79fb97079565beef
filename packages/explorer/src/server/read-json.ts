import type { IncomingMessage } from 'node:http'
import { HttpFailure } from './http-failure.js'

/** A query with every column is a tenth of this. */
const MOST_BYTES = 100_000

/** The body of a request. @throws HttpFailure 400, 413 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    // Read to its end: who still sends would not hear the answer.
    if (bytes <= MOST_BYTES) chunks.push(chunk)
  }
  if (bytes > MOST_BYTES) throw new HttpFailure(413, `The body is longer than ${MOST_BYTES} bytes.`)
  try {
    return JSON.parse(Buffer.concat(chunks).toString())
  } catch {
    throw new HttpFailure(400, 'The body is no JSON.')
  }
}
