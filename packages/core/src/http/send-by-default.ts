import type { Incoming } from './raw-response.js'
import { type Draft, toRequest } from './request-draft.js'

type Node = Partial<typeof import('#node-http')['default']>

let node: Node | undefined

// Loaded with the first request: an import would wait for it. What cannot be loaded is not used.
const load = async (): Promise<Node> => (node ??= (await import('#node-http').catch(() => undefined))?.default ?? {})

/**
 * Sends with what the runtime has: its `fetch`, or in Node `node:http` where that may take the place of `fetch`. `once`: what is told of a
 * request that is sent once.
 */
export async function sendByDefault(
  request: Draft | Request,
  signal: AbortSignal,
  body: ArrayBuffer | undefined,
  once: { isOut?: boolean | undefined } | undefined,
): Promise<Incoming> {
  const { sendOverHttp } = node ?? (await load())
  const answer = await sendOverHttp?.(request, signal, body, once)
  if (answer) return answer
  const init = await initFor(signal, body, once !== undefined)
  const sent = toRequest(request)
  // A stream alone would go in chunks, which not every server takes.
  if (once && body) {
    const headers = new Headers(sent.headers)
    headers.set('content-length', String(body.byteLength))
    init.headers = headers
  }
  return globalThis.fetch(sent, init)
}

/** Whether a request failed before it was sent, by the reason that `fetch` gives. */
export const wasNeverSent = (reason: string): boolean => node?.NEVER_SENT?.test(reason) ?? false

/** How a `fetch` has to send: redirects are followed elsewhere, and what is sent once it must not send again. */
export async function initFor(signal: AbortSignal, body: ArrayBuffer | undefined, once: boolean): Promise<RequestInit> {
  const { unrepeatable } = node ?? (await load())
  // Bun sends again where a connection that it kept was closed, and keeps none without this.
  const own = once && (unrepeatable?.(body) ?? { keepalive: false, ...(body && { body }) })
  return { signal, redirect: 'manual', ...(own || (body && { body })) }
}
