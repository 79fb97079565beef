/** The body is larger than it may be. */
export class TooLarge extends Error {}

/**
 * The body as text. Throws `TooLarge` once more than `maxBytes` have arrived; what is counted is the decompressed
 * body, so that a small archive cannot unfold without end.
 */
export async function readText(response: Response, maxBytes: number): Promise<string> {
  if (!response.body) return ''
  const tooLarge = () => new TooLarge(`the answer is larger than ${maxBytes} bytes. Ask for fewer rows at a time.`)
  const length = Number(response.headers.get('content-length') ?? Number.NaN)
  if (length > maxBytes) throw tooLarge()
  // Without a content encoding the announced length is the length, and the runtime's own reader is the fastest.
  if (length >= 0 && !response.headers.has('content-encoding')) return response.text()
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > maxBytes) {
      await reader.cancel()
      throw tooLarge()
    }
    text += decoder.decode(value, { stream: true })
  }
}
