import { subscribe } from 'node:diagnostics_channel'

/**
 * Tells of every request of this process that begins, over `fetch` or `node:http`. A `fetch` of its own in place of Node's would change what
 * is measured: callspec takes one for the caller's.
 */
export function onEachRequest(begins: () => void): void {
  for (const channel of ['undici:request:create', 'http.client.request.start']) subscribe(channel, begins)
}
