import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { OpenedRecording } from '@callspec/sync'

/** Passes on what an address answers: a recording, or a range of it. Nothing but its bytes and what they are goes through. */
export async function sendOpened(response: ServerResponse, opened: OpenedRecording, isHead: boolean): Promise<void> {
  const { status, contentType, length, contentRange, acceptsRanges, body, close } = opened
  try {
    if (acceptsRanges) response.setHeader('Accept-Ranges', 'bytes')
    if (contentRange !== null) response.setHeader('Content-Range', contentRange)
    if (status === 416) {
      response.writeHead(416).end()
      return
    }
    response.writeHead(isHead ? 200 : status, {
      'Content-Type': contentType,
      ...(length !== null && !isHead && { 'Content-Length': length }),
    })
    if (isHead) response.end()
    // Whoever listens may leave at any time, and the platform may break off.
    else await pipeline(Readable.from(body), response).catch(() => response.destroy())
  } finally {
    close()
  }
}
