import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface TestServer extends AsyncDisposable {
  url: string
  requests: string[]
}

/** A real HTTP server that answers as the test says; a returned value goes out as JSON. */
export async function serve(answer: (url: URL, body: string, response: ServerResponse) => unknown): Promise<TestServer> {
  const requests: string[] = []
  const server = createServer(async (request: IncomingMessage, response) => {
    const url = new URL(request.url ?? '/', 'http://test')
    requests.push(`${request.method} ${url.pathname}${url.search}`)
    let body = ''
    for await (const chunk of request) body += chunk
    const value = await answer(url, body, response)
    if (value !== undefined) response.setHeader('content-type', 'application/json').end(JSON.stringify(value))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
