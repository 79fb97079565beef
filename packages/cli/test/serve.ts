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

/** A row of Butter's list as its page shows it. */
export const BUTTER_ROW = {
  call_sid: 'call_abc123def456',
  to_number: '+15559876543',
  from_number: '+15551234567',
  agent_name: 'Sales Rep',
  call_type: 'outbound',
  status: 'completed',
  duration_seconds: 120.5,
  created_at: '2026-03-09T10:00:00Z',
  start_time: '2026-03-09T10:00:05Z',
}

/** One page of Butter's list, the last. */
export const butterPage =
  (calls: readonly unknown[]): RequestListener =>
  (_, response) => {
    const pagination = { page_size: calls.length, has_more: false, next_cursor: null }
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ success: true, data: calls, pagination }))
  }
