import { joinBytes } from '@callspec/core/webhook'

/** Why a body was not read. */
export class UnreadBody extends Error {
  readonly status: 408 | 413

  constructor(status: UnreadBody['status'], message: string) {
    super(message)
    this.status = status
  }
}

/** The body of a request, bounded in size and time, whatever its headers say. @throws UnreadBody */
export async function readBytes(
  { headers, body }: Request,
  { maxBytes, withinMs }: { maxBytes: number; withinMs: number },
): Promise<Uint8Array> {
  const tooLong = () => new UnreadBody(413, `the body is longer than ${maxBytes} bytes`)
  if (Number(headers.get('content-length') ?? 0) > maxBytes) {
    await body?.cancel().catch(() => undefined)
    throw tooLong()
  }
  if (!body) return new Uint8Array()
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    // The read that waits then ends.
    void reader.cancel().catch(() => undefined)
  }, withinMs)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (isLate) throw new UnreadBody(408, `the body did not come within ${withinMs / 1000} s`)
      if (done) return joinBytes(chunks)
      length += value.length
      if (length > maxBytes) {
        void reader.cancel().catch(() => undefined)
        throw tooLong()
      }
      chunks.push(value)
    }
  } finally {
    clearTimeout(timer)
  }
}
