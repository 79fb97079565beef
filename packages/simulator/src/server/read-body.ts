import type { IncomingMessage } from 'node:http'

// Far above any documented request, and low enough that a runaway client cannot fill the memory.
const largestBodyBytes = 1_000_000

/** Marks a body that is neither JSON nor a form. */
export const malformed = Symbol('malformed')

/** The body of a request as text and parsed; undefined if it has none. Of a form, a name that is there twice has an array. */
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
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')
  return { text, body: isForm && text !== '' ? formOf(text) : parse(text) }
}

function formOf(text: string): Record<string, string | string[]> {
  const pairs = [...new URLSearchParams(text)]
  const grouped = Map.groupBy(pairs, ([name]) => name)
  return Object.fromEntries(
    [...grouped].map(([name, all]) => {
      const values = all.map(([, value]) => value)
      return [name, values.length === 1 ? (values[0] ?? '') : values]
    }),
  )
}

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return malformed
  }
}
