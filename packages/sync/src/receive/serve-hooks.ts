import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export interface HookServerOptions {
  /** Default 0: any that is free. */
  port?: number | undefined
  /** Address to listen on. Default `127.0.0.1`: a proxy or tunnel on this machine brings hooks in. */
  host?: string | undefined
}

export interface HookServer {
  readonly port: number
  close(): Promise<void>
}

/** A head that takes longer is no platform's. */
const HEAD_MS = 5000

/** The whole of a request: a body that drips is given up before. */
const REQUEST_MS = 20_000

const MOST_CONNECTIONS = 500

/** Serves a handler of the fetch standard over HTTP. */
export async function serveHooks(
  handle: (request: Request) => Promise<Response>,
  { port = 0, host = '127.0.0.1' }: HookServerOptions = {},
): Promise<HookServer> {
  const server = createServer(
    { headersTimeout: HEAD_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: 1000 },
    (incoming, outgoing) => {
      answer(handle, incoming, outgoing).catch(() => outgoing.destroy())
    },
  )
  server.maxConnections = MOST_CONNECTIONS
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: address !== null && typeof address === 'object' ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // What is answered still goes out.
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), CLOSING_MS).unref()
      }),
  }
}

/** How long requests that are under way may take once the server closes. */
const CLOSING_MS = 5000

async function answer(
  handle: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const response = await handle(toRequest(incoming))
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.end(await response.text())
  // Closed at once, the connection would take the response with it.
  if (!incoming.complete) setTimeout(() => incoming.destroy(), LINGERING_MS).unref()
}

/** How long whoever sends more than is read may take to read the response. */
const LINGERING_MS = 500

/** The body as it comes, no faster than it is read. What nobody reads any more is thrown away. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let isCancelled = false
  return new ReadableStream<Uint8Array>({
    start(controller) {
      incoming.on('data', (chunk: Uint8Array) => {
        if (isCancelled) return
        controller.enqueue(chunk)
        incoming.pause()
      })
      incoming.once('end', () => {
        if (!isCancelled) controller.close()
      })
      incoming.once('error', (error) => {
        if (!isCancelled) controller.error(error)
      })
    },
    pull: () => void incoming.resume(),
    cancel() {
      isCancelled = true
      incoming.resume()
    },
  })
}

function toRequest(incoming: IncomingMessage): Request {
  const { method = 'GET', headers, rawHeaders } = incoming
  const own = new Headers()
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    try {
      own.append(rawHeaders[at]!, rawHeaders[at + 1]!)
    } catch {
      // A name or a value that the standard refuses says nothing to anybody.
    }
  }
  const isBare = BARE.has(method)
  return new Request(addressOf(incoming.url, headers.host), {
    method: method === 'TRACE' ? 'GET' : method,
    headers: own,
    ...(!isBare && { body: bodyOf(incoming), duplex: 'half' }),
  })
}

/** Methods whose body, if they had one, the standard refuses; it refuses TRACE as a whole. */
const BARE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'TRACE'])

function addressOf(path = '/', host = 'localhost'): string {
  return (URL.parse(path, `http://${host}`) ?? new URL('http://localhost/')).href
}
