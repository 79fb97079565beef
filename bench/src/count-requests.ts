import { subscribe } from 'node:diagnostics_channel'

/**
 * Reports every request of this process that begins, over `fetch` or `node:http`. It does not replace Node's `fetch`, which would change what
 * is measured: callspec would take it for the caller's.
 */
export function onEachRequest(begins: () => void): void {
  for (const channel of ['undici:request:create', 'http.client.request.start']) subscribe(channel, begins)
}
