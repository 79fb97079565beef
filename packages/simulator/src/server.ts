import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Answer, ApiRequest, Platform, SimulatorDefinition } from './define-simulator.js'
import type { FaultRules } from './faults/fault-rules.js'
import { malformed, readBody } from './read-body.js'
import type { RequestLog } from './request-log.js'
import { Router } from './router.js'
import { send, type WireAnswer, wait } from './send.js'

export interface ServerOptions {
  port: number
  latencyMs: number
}

export interface RunningServer {
  origin: string
  close(): Promise<void>
}

/** Serves one platform on loopback. `platform` is made once the port is known, as answers may hold URLs. */
export async function serve(
  definition: SimulatorDefinition,
  { port, latencyMs }: ServerOptions,
  log: RequestLog,
  faults: FaultRules,
  makePlatform: (origin: string) => Platform,
): Promise<RunningServer> {
  const router = new Router(definition)
  let platform: Platform | undefined
  const write = ({ status, body }: Answer): WireAnswer => ({
    status,
    headers: { ...definition.answerHeaders?.(), 'content-type': 'application/json' },
    text: JSON.stringify(body),
  })

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!platform) throw new Error('A request came before the simulator was ready.')
    const of = platform
    const { method = '' } = request
    const { pathname, search, searchParams: query } = new URL(request.url ?? '/', 'http://simulator')
    const { operation, path, route } = router.find(request, pathname, of.credentials)
    // Before the body is read, because requests are numbered as they arrive.
    const fault = faults.next(operation)
    const { text, body } = await readBody(request)
    log.push({
      method,
      path: pathname,
      query: [...query],
      body: body === malformed ? text : body,
      ...(fault && { fault: fault.name }),
    })
    const asked: ApiRequest = { path, query, body }
    if (!fault) {
      const answer = write(route(asked, of))
      if (latencyMs > 0) await wait(response, latencyMs)
      return send(response, answer)
    }
    if (latencyMs > 0) await wait(response, latencyMs)
    await fault.befall({
      definition,
      platform: of,
      operation,
      request: asked,
      url: pathname + search,
      response,
      answer: (instead = asked) => route(instead, of),
      write,
    })
  }

  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else send(response, write(failed(definition, error)))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The simulator has no port. Pass a TCP port.')
  const origin = `http://127.0.0.1:${address.port}`
  platform = makePlatform(origin)
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // Among them those on which a fault has left an answer hanging.
        server.closeAllConnections()
      }),
  }
}

const failed = (definition: SimulatorDefinition, error: unknown): Answer => ({
  status: 500,
  body: definition.errorBody(error instanceof Error ? error.message : String(error), 500),
})
