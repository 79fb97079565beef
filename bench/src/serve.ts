// A server process: one list of calls on loopback, with the latency that its parent sets. The first request for a page is answered by the
// simulator (or in the peers' shapes) and its bytes are kept, so that every contender gets the same bytes at almost no cost and the
// server is not what is measured.
import { createServer, type IncomingMessage } from 'node:http'
import type { Shape, Target } from './job.ts'
import { openList } from './lists.ts'

/** The first argument. */
export interface ServerJob {
  shape: Shape
  calls: number
}

/** The parent's messages: the latency from now on, or the question how large the pages are. */
export type ServerOrder = { latencyMs: number } | 'page-size'

/** The message to the parent once the server listens. */
export interface ServerReport {
  target: Target
}

// The parent wrote it.
const { shape, calls }: ServerJob = JSON.parse(process.argv[2] ?? '')
const list = await openList(shape, calls)
const pages = new Map<string, Promise<Buffer>>()
let latencyMs = 0

const server = createServer(async (request, response) => {
  const body = request.method === 'POST' ? await bodyOf(request) : ''
  const key = `${request.url} ${body}`
  let page = pages.get(key)
  if (!page) {
    page = list.answer(request, body)
    pages.set(key, page)
  }
  const bytes = await page
  const send = () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.byteLength })
    response.end(bytes)
  }
  if (latencyMs === 0) send()
  else setTimeout(send, latencyMs)
})
// Node's default of five seconds would end a connection while a contender compiles or sorts.
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port. Free a TCP port.')
  const baseUrl = `http://127.0.0.1:${address.port}${list.basePath}`
  const report: ServerReport = { target: { shape, baseUrl, credentials: list.credentials } }
  process.send?.(report)
})

process.on('message', async (order: ServerOrder) => {
  if (order === 'page-size') {
    const sizes = (await Promise.all(pages.values())).map(({ byteLength }) => byteLength)
    process.send?.(sizes.reduce((sum, size) => sum + size, 0) / sizes.length)
    return
  }
  latencyMs = order.latencyMs
  process.send?.('set')
})
process.on('disconnect', () => process.exit())

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  // Without setEncoding a request yields buffers.
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
