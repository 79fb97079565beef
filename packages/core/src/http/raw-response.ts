/** A response whose body is still to come: from `fetch`, or from `node:http`, which reads it itself. */
export type Incoming = (Response & { readBytes?: undefined }) | NodeAnswer

export interface NodeAnswer extends Pick<Response, 'status' | 'statusText' | 'url' | 'headers' | 'type'> {
  /** `null`: there is none. */
  body: { cancel: () => Promise<void> } | null
  readBytes: (check: CheckLength) => Promise<Bytes>
}

/** A response whose body was read. */
export interface Landed {
  response: Incoming
  body: string | Bytes
}

export type Bytes = Uint8Array<ArrayBuffer>

/** Called with the number of decompressed bytes so far, so that a small archive cannot expand without end; throws if there are too many. */
export type CheckLength = (bytes: number) => void

const decoder = new TextDecoder()

/** Decodes like `Response.text()`. */
export const toText = (body: string | Bytes): string => (typeof body === 'string' ? body : decoder.decode(body))

/** The body as text or, if requested, as bytes; empty if there is none. */
export async function readBody(answer: Incoming, check: CheckLength, asBytes: boolean): Promise<string | Bytes> {
  const length = Number(answer.headers.get('content-length') ?? Number.NaN)
  if (answer.body) check(length)
  // Without a content encoding the announced length is right, and the runtime's own reader is the fastest.
  if (!asBytes && !answer.readBytes && length >= 0 && !answer.headers.has('content-encoding')) return answer.text()
  const bytes = answer.readBytes ? await answer.readBytes(check) : await readStream(answer.body, check)
  return asBytes ? bytes : toText(bytes)
}

async function readStream(body: Response['body'], check: CheckLength): Promise<Bytes> {
  const chunks: Bytes[] = []
  let bytes = 0
  const reader = body?.getReader()
  try {
    for (;;) {
      const { value } = (await reader?.read()) ?? {}
      if (!value) break
      bytes += value.length
      check(bytes)
      chunks.push(value)
    }
  } catch (error) {
    reader?.cancel(error).catch(() => undefined)
    throw error
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer())
}
