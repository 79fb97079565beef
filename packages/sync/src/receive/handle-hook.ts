import { isCallspecError } from 'callspec'
import { stampOf } from '../pass/source-sync.js'
import type { Store } from '../store/store.js'
import { readBytes, UnreadBody } from './read-bytes.js'
import type { ReceivedSource } from './received-source.js'
import type { ReceiverEvent } from './receiver-event.js'
import { storeHook } from './store-hook.js'

export interface HandleOptions {
  sources: ReadonlyMap<string, ReceivedSource>
  store: Store
  path: string
  publicUrl: string | undefined
  maxBytes: number
  now: () => number
  tell: (event: ReceiverEvent) => void
  /** A hook was stored. */
  onStored: () => void
}

/** How long a body may take: the shortest time that a platform documents for a whole response is 10 s. */
const BODY_MS = 5000

/** How long a hook may take to be stored. */
const STORE_MS = 4000

/** Bodies that are held in memory at once. */
const MOST_AT_ONCE = 32

/** Longer ids are none of a platform. */
const MOST_ID = 500

/** Answers requests: a hook is verified and stored, and nothing else, so that the response comes at once. */
export function hookHandler(options: HandleOptions): (request: Request) => Promise<Response> {
  let running = 0
  return async (request) => {
    if (running >= MOST_AT_ONCE) return refuse(options, null, 503, 'too many requests at once')
    running++
    try {
      return await handle(request, options)
    } finally {
      running--
    }
  }
}

async function handle(request: Request, options: HandleOptions): Promise<Response> {
  const { sources, path, maxBytes, tell } = options
  const { pathname } = new URL(request.url)
  const received = pathname.startsWith(`${path}/`) ? sources.get(pathname.slice(path.length + 1)) : undefined
  if (!received) return refuse(options, null, 404, 'no source has this path')
  const { id: source } = received.source
  if (request.method !== 'POST') return refuse(options, source, 405, 'web hooks come by POST')
  try {
    const body = await readBytes(request, { maxBytes, withinMs: BODY_MS })
    const event = await read(received, request, body, options)
    if (event.callId === null || event.callId.length > MOST_ID) {
      tell({ type: 'other', source, event: event.event })
      return done()
    }
    return await keep(options, source, event.callId, event.event)
  } catch (error) {
    if (error instanceof UnreadBody) return refuse(options, source, error.status, error.message)
    if (!isCallspecError(error)) throw error
    return refuse(options, source, error.code === 'unauthorized' ? 401 : 400, error.message)
  }
}

/** What a hook says, once its signature was found to be right, where its platform signs. */
async function read(
  { webhook, secret, verify }: ReceivedSource,
  { headers, url, method }: Request,
  body: Uint8Array,
  { publicUrl, maxBytes }: HandleOptions,
) {
  const parts = { headers, body, method, url: publicUrl === undefined ? url : publicAddress(url, publicUrl) }
  const text =
    webhook.isSigned && secret != null
      ? await webhook.verify(parts, secret, { ...verify, maxBytes })
      : await webhook.read(parts, { maxBytes })
  return webhook.parse(text)
}

/** The address that the platform calls, where a proxy stands in between. */
function publicAddress(address: string, publicUrl: string): string {
  const { pathname, search } = new URL(address)
  return `${publicUrl.replace(/\/$/, '')}${pathname}${search}`
}

/** Stores that a hook came, before it is answered. */
async function keep(options: HandleOptions, source: string, id: string, event: string | null): Promise<Response> {
  const { store, now, tell, onStored } = options
  const stored = storeHook(store, { source, id, event, now: stampOf(now()) }).then(
    () => 'stored' as const,
    (error: unknown) => {
      tell({ type: 'trouble', error })
      return 'failed' as const
    },
  )
  // A store that is late may still do it: then the hook comes twice, which does no harm.
  if ((await Promise.race([stored, late()])) !== 'stored') return refuse(options, source, 503, 'the copy could not be written')
  tell({ type: 'stored', source, id, event })
  onStored()
  return done()
}

const late = () =>
  new Promise<'late'>((resolve) => {
    setTimeout(() => resolve('late'), STORE_MS).unref()
  })

/** Some platforms take no other status for success. */
const done = () => new Response(null, { status: 200 })

function refuse({ tell }: HandleOptions, source: string | null, status: number, because: string): Response {
  tell({ type: 'refused', source, status, because })
  // Whoever sends what is too long or too slow is not listened to any further.
  const headers: Record<string, string> = { connection: 'close', ...(status === 405 && { allow: 'POST' }) }
  return Response.json({ error: because }, { status, headers })
}
