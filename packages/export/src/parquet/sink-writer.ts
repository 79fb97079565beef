import type { Writer } from 'hyparquet-writer'
import type { Sink } from '../writer.js'

/** Hands a row group to the sink when it is complete, and begins with an empty buffer again. */
export async function createSinkWriter(sink: Sink): Promise<Writer> {
  const { ByteWriter } = await import('hyparquet-writer')
  const writer = new ByteWriter(1 << 20)
  const flush = async () => {
    // A copy: the next row group overwrites the buffer.
    const bytes = writer.getBytes().slice()
    writer.index = 0
    if (bytes.length > 0) await sink.write(bytes)
  }
  return Object.assign(writer, { flush, finish: flush })
}
