import { type CallspecError, harmlessCause, type Opener } from '@callspec/core'
import type { Deadline } from './deadline.js'

export interface Bounds {
  source: Pick<Opener, 'mask'>
  signal: AbortSignal | undefined
  maxBytes: number
  /** Bytes that the response tells; `null`: it does not. */
  length: number | null
  idleMs: number
  tooLarge: () => CallspecError
  broke: (text: string, cause?: unknown) => CallspecError
}

/** The bytes of a response as they are read, no more than allowed and no fewer than told. */
export function boundedBody(
  { body }: Response,
  deadline: Deadline,
  { source, signal, maxBytes, length, idleMs, tooLarge, broke }: Bounds,
): ReadableStream<Uint8Array> {
  const reader = body?.getReader()
  deadline.pause()
  let bytes = 0
  function end(): void {
    deadline[Symbol.dispose]()
    reader?.cancel().catch(() => undefined)
  }
  async function next(): Promise<Uint8Array | undefined> {
    deadline.touch()
    try {
      const { value } = reader ? await deadline.race(reader.read()) : {}
      return value
    } catch (error) {
      signal?.throwIfAborted()
      if (deadline.isPast) throw broke(`sent nothing for ${idleMs / 1000} s (idleMs). Try again later.`)
      // The runtime's own words may hold anything.
      throw broke('broke off before all bytes arrived. Try again.', harmlessCause(error, source.mask))
    } finally {
      // Whoever reads it may take its time.
      deadline.pause()
    }
  }
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const chunk = await next()
          bytes += chunk?.length ?? 0
          if (bytes > maxBytes) throw tooLarge()
          if (chunk) return controller.enqueue(chunk)
          if (length !== null && bytes < length) throw broke(`ended after ${bytes} of ${length} bytes. Try again.`)
          controller.close()
          end()
        } catch (error) {
          end()
          throw error
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )
}
