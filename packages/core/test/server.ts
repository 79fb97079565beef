import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** A request as it came over the wire. */
export interface Received {
  method: string | undefined
  /** Path and query, undecoded. */
  url: string
  headers: IncomingMessage['headers']
  body: string
}

export interface TestServer extends AsyncDisposable {
  origin: string
  received: Received[]
}

type Handler = (response: ServerResponse, received: Received) => void

/** A real HTTP server on loopback. `await using` closes it together with every connection, stalled ones included. */
export async function startServer(handler: Handler): Promise<TestServer> {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const { method, url = '', headers } = request
    const one = { method, url, headers, body: await text(request) }
    received.push(one)
    handler(response, one)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export function answerJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
