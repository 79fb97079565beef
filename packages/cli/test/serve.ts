import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** The address of a server that runs until the test ends. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // A server that listens on TCP has an address of this form.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** One page of Butter's list, the last. */
export const butterPage =
  (calls: readonly unknown[]): RequestListener =>
  (_, response) => {
    const pagination = { page_size: calls.length, has_more: false, next_cursor: null }
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ success: true, data: calls, pagination }))
  }
