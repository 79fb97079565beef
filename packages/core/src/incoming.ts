/** An answer whose body is still to come: that of a `fetch`, or of `node:http`, which reads itself. */
export type Incoming = (Response & { readText?: undefined }) | NodeAnswer

export interface NodeAnswer extends Pick<Response, 'status' | 'statusText' | 'url' | 'headers' | 'type'> {
  /** `null`: there is none. */
  body: { cancel: () => Promise<void> } | null
  readText: (check: CheckLength) => Promise<string>
}

/** Told how many bytes of the decompressed body have arrived, so that a small archive cannot unfold without end; throws where they are too many. */
export type CheckLength = (bytes: number) => void

/** The body as text; empty where there is none. */
export async function readText(answer: Incoming, check: CheckLength): Promise<string> {
  if (answer.readText) return answer.readText(check)
  if (!answer.body) return ''
  const length = Number(answer.headers.get('content-length') ?? Number.NaN)
  check(length)
  // Without a content encoding the announced length is the length, and the runtime's own reader is the fastest.
  if (length >= 0 && !answer.headers.has('content-encoding')) return answer.text()
  const reader = answer.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return text + decoder.decode()
      bytes += value.byteLength
      check(bytes)
      text += decoder.decode(value, { stream: true })
    }
  } catch (error) {
    reader.cancel(error).catch(() => undefined)
    throw error
  }
}
