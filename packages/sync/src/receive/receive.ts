import type { Part } from 'callspec'
import { checkQuery } from 'callspec/kit'
import { openSource } from '../sources/source-record.js'
import type { Store } from '../store/store.js'
import { SyncError } from '../sync-error.js'
import { fetchDue } from './fetch-due.js'
import { hookHandler } from './handle-hook.js'
import type { ReceivedSource } from './received-source.js'
import type { ReceiverEvent } from './receiver-event.js'
import { countLater, openReceiver } from './receiver-record.js'

export { type HookServer, type HookServerOptions, serveHooks } from './serve-hooks.js'
export type { ReceivedSource, ReceiverEvent }

export interface ReceiverOptions {
  /** Parts to fetch with each call. Default: those that its own request brings. */
  include?: readonly Part[] | undefined
  /** Where hooks come: the id of the source follows. Default `/hooks`. */
  path?: string | undefined
  /** Where platforms reach the receiver, if a proxy stands in between, like `https://hooks.example.com`: some signatures cover the address. */
  publicUrl?: string | undefined
  /** The longest body, in bytes. Default 8 MiB. */
  maxBytes?: number | undefined
  /** The clock, in epoch milliseconds. Default `Date.now`. */
  now?: (() => number) | undefined
  /** Called with whatever happens. */
  onEvent?: ((event: ReceiverEvent) => void) | undefined
}

export interface Receiver {
  /** Where the hooks of each source come: `/hooks/<id>`. */
  readonly paths: readonly string[]
  /** Answers a request of any framework that has the fetch standard's. It never rejects. */
  handle(request: Request): Promise<Response>
  /** Resolves once every call was fetched that a stored hook told of, or put off: where a function ends with its response, wait for it. */
  settled(): Promise<void>
  /** Ends after the requests that are under way. What is stored is fetched by the next receiver. */
  close(): Promise<void>
}

const DEFAULT_MAX_BYTES = 8 * 1024 * 1024

/**
 * Receives web hooks: each is verified, stored in the copy and answered; then its call is fetched from the platform and written like a sync writes it. A hook is
 * a reason to fetch, never the truth. Hooks that an earlier receiver stored are gone on with.
 * @throws SyncError if a source has no secret although its platform signs, or cannot be asked for a single call
 */
export async function createReceiver(
  received: readonly ReceivedSource[],
  store: Store,
  options: ReceiverOptions = {},
): Promise<Receiver> {
  const { path = '/hooks', publicUrl, maxBytes = DEFAULT_MAX_BYTES, now = Date.now, onEvent = () => undefined } = options
  const { include } = checkQuery({ include: options.include ?? [] })
  for (const each of received) check(each)
  const sources = new Map(received.map((each) => [each.source.id, each]))
  for (const { source } of received) {
    await store.transaction(async (statements) => {
      await openSource(statements, source)
      await openReceiver(statements, source.id, now())
    })
  }
  const counts = countLater(store, (error) => onEvent({ type: 'trouble', error }))
  const tell = (event: ReceiverEvent) => {
    if ((event.type === 'refused' || event.type === 'other') && event.source !== null) counts.add(event.source, event.type)
    onEvent(event)
  }
  const fetching = fetchDue({ sources: received.map(({ source }) => source), store, include, now, tell })
  const handle = hookHandler({ sources, store, path, publicUrl, maxBytes, now, tell, onStored: () => fetching.wake() })
  return {
    paths: [...sources.keys()].map((id) => `${path}/${id}`),
    handle: (request) =>
      handle(request).catch((error: unknown) => {
        onEvent({ type: 'trouble', error })
        return Response.json({ error: 'the hook could not be read' }, { status: 500 })
      }),
    settled: () => fetching.settled(),
    async close() {
      await fetching.close()
      await counts.flush()
    },
  }
}

function check({ source, webhook, secret }: ReceivedSource): void {
  const { id, definition } = source
  const { name } = definition.descriptor
  if (!source.gettable) {
    throw new SyncError(`${id}: ${name} documents no request for a single call, so no hook can be followed. Use sync.`, 'usage')
  }
  if (webhook.provider !== source.provider) {
    throw new SyncError(`${id}: its web hooks are those of ${webhook.provider}. Pass those of ${source.provider}.`, 'usage')
  }
  if (webhook.isSigned && secret === undefined) {
    throw new SyncError(
      `${id}: ${name} signs its web hooks, and there is no secret. ${webhook.signature.secret} Pass it, or null to take hooks of anybody.`,
      'usage',
    )
  }
}
