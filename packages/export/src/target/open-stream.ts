import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { Target } from './target.js'

/** A stream as a target: waits while it is full, and ends it. */
export function openStream(stream: Writable): Target {
  let failure: Error | undefined
  stream.on('error', (error: Error) => {
    failure ??= error
  })
  return {
    async write(chunk) {
      if (failure) throw failure
      if (stream.destroyed) throw new Error('The stream was closed before all calls were written.')
      // Rejects with the error of the stream, if there is one. A stream that is closed never drains.
      if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), finished(stream)])
    },
    async finish() {
      stream.end()
      await finished(stream)
    },
    async discard(error) {
      stream.destroy(error instanceof Error ? error : new Error(String(error)))
    },
  }
}
