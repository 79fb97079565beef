import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import type { ZipFile } from 'yazl'
import type { Sink } from '../writer.js'

/** A file in an archive that is written piece by piece. */
export interface OpenEntry {
  /** Resolves when there is room for more. */
  write(chunk: Uint8Array): Promise<void>
  end(): void
}

export interface ZipArchive {
  add(path: string, text: string): void
  open(path: string): OpenEntry
  end(): Promise<void>
}

// As small as at level 6 to within a fifth, in half the time.
const LEVEL = 3

/** A zip archive that goes to the sink as it is made; files are compressed one after another. */
export async function createZipArchive(sink: Sink): Promise<ZipArchive> {
  const { ZipFile } = await import('yazl')
  const zip = new ZipFile()
  const arrived = pump(zip, sink)
  // Whoever writes next hears of it.
  arrived.catch(() => undefined)
  return {
    add: (path, text) => zip.addBuffer(Buffer.from(text), path, { compressionLevel: LEVEL }),
    open(path) {
      const stream = new PassThrough({ highWaterMark: 1 << 18 })
      zip.addReadStream(stream, path, { compressionLevel: LEVEL })
      return {
        async write(chunk) {
          // Where the sink failed, nothing drains any more, and `arrived` rejects.
          if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), arrived])
        },
        end: () => void stream.end(),
      }
    },
    async end() {
      zip.end()
      await arrived
    },
  }
}

async function pump(zip: ZipFile, sink: Sink): Promise<void> {
  // Its chunks are buffers.
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) await sink.write(chunk)
}
