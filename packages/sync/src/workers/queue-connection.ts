import type { BackendFactory, IQueueBackend } from 'bullmq'
import { SyncError } from '../sync-error.js'
import { maskedMessage, maskedUrls } from './masked.js'

/** How BullMQ reaches the queue of a URL. */
export interface QueueConnection {
  connection: object
  backend: BackendFactory<IQueueBackend, object>
}

export interface ConnectionNeeds {
  /** Most connections to Postgres beside the one that listens. */
  connections: number
  /** Whether to wait for a server that is away. Default: an error at once. */
  patient?: boolean
}

/** Longer than a connection takes anywhere; without it, an address that swallows packets holds a command for minutes. */
const CONNECT_MS = 10_000

/**
 * BullMQ is loaded here and where else it is used, because its import is slow and leaves listeners behind.
 * @throws SyncError `usage` if the URL is of neither Redis nor Postgres
 */
export async function queueConnection(url: string, { connections, patient = false }: ConnectionNeeds): Promise<QueueConnection> {
  const { protocol, searchParams } = parsed(url)
  if (protocol === 'redis:' || protocol === 'rediss:') {
    // BullMQ's own way of waiting is to try again for ever.
    const connection = {
      url,
      connectTimeout: CONNECT_MS,
      ...(!patient && { retryStrategy: () => null, maxRetriesPerRequest: null }),
    }
    return { connection, backend: erased((await import('bullmq')).createRedisBackend) }
  }
  if (protocol === 'postgres:' || protocol === 'postgresql:') {
    // The URL's own `options` would win over those by which BullMQ finds its schema.
    const options = searchParams.get('options')
    const connection = {
      connectionString: url.replace(/([?&])options=[^&]*&?/, '$1'),
      ...(options !== null && { options }),
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
      max: connections,
      // Under an advisory lock: any number of workers may start on an empty database.
      migrate: true,
    }
    return { connection, backend: erased((await import('bullmq')).createPostgresBackend) }
  }
  throw wrongUrl(`"${protocol.slice(0, -1)}"`)
}

/** The error of a queue that cannot be reached, without its password. */
export function unreachable(url: string, cause: unknown): SyncError {
  return new SyncError(
    `The queue ${maskedUrls(url)} cannot be used: ${maskedMessage(cause)}. Check the URL and the server.`,
    'store',
  )
}

function parsed(url: string): URL {
  // What does not parse is not shown either: it may hold a password.
  if (!URL.canParse(url)) throw wrongUrl('no URL')
  return new URL(url)
}

const wrongUrl = (received: string) =>
  new SyncError(`Invalid queue: received ${received}. Pass a URL that begins with redis://, rediss:// or postgres://.`, 'usage')

// A factory only reads the connection that is made for it above.
const erased = <B extends IQueueBackend, C>(factory: BackendFactory<B, C>) =>
  factory as unknown as BackendFactory<IQueueBackend, object>
