import { expect, test } from 'vitest'
import { readBytes } from '../src/receive/read-bytes.ts'

/** A request with a body that comes in chunks, and ends or not. */
function requestOf(
  chunks: readonly string[],
  { ends = true, headers = {} }: { ends?: boolean; headers?: Record<string, string> } = {},
) {
  const state = { cancelled: false }
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk))
      if (ends) controller.close()
    },
    cancel() {
      state.cancelled = true
    },
  })
  const init = { method: 'POST', body, headers, duplex: 'half' }
  const request = new Request('http://localhost/', init)
  return { request, state }
}

test('a body is read as it came', async () => {
  const bytes = await readBytes(requestOf(['{"a":', '"ü"}']).request, { maxBytes: 100, withinMs: 10_000 })
  expect(new TextDecoder().decode(bytes)).toBe('{"a":"ü"}')
  const empty = await readBytes(new Request('http://localhost/', { method: 'POST' }), { maxBytes: 1, withinMs: 10_000 })
  expect(empty.length).toBe(0)
})

test('a body that does not end is given up', async () => {
  const { request, state } = requestOf(['{'], { ends: false })
  await expect(readBytes(request, { maxBytes: 100, withinMs: 5 })).rejects.toMatchObject({ status: 408 })
  expect(state.cancelled).toBe(true)
})

test('a body that is too long is not read to its end, whether its headers say so or not', async () => {
  const long = requestOf(['0123456789', '0123456789'], { ends: false })
  await expect(readBytes(long.request, { maxBytes: 15, withinMs: 10_000 })).rejects.toMatchObject({ status: 413 })
  expect(long.state.cancelled).toBe(true)
  const told = requestOf([], { ends: false, headers: { 'content-length': '16' } })
  await expect(readBytes(told.request, { maxBytes: 15, withinMs: 10_000 })).rejects.toMatchObject({
    status: 413,
    message: 'the body is longer than 15 bytes',
  })
})
