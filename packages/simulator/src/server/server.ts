import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Answer, ApiRequest, Platform, SimulatorDefinition } from '../define-simulator.js'
import type { FaultRules } from '../faults/fault-rules.js'
import { isOwnHost } from './host.js'
import { listenOnLoopback, type RunningServer } from './loopback.js'
import { malformed, readBody } from './read-body.js'
import type { RequestLog } from './request-log.js'
import { respond } from './respond.js'
import { Router } from './router.js'
import { send } from './send.js'
import { writeAnswer } from './write-answer.js'

export interface ServerOptions {
  port: number
  latencyMs: number
  /** Host names to accept, besides those of loopback. */
  allowedHosts: readonly string[]
}

/** Serves one platform on loopback. The platform is created once the port is known, because responses may contain URLs. */
export async function serve(
  definition: SimulatorDefinition,
  { port, latencyMs, allowedHosts }: ServerOptions,
  log: RequestLog,
  faults: FaultRules,
  makePlatform: (origin: string) => Platform,
  onAnswered: () => void = () => undefined,
): Promise<{ platform: Platform; close: RunningServer['close'] }> {
  const router = new Router(definition)
  let platform: Platform | undefined
  const write = (answer: Answer) => writeAnswer(answer, definition.answerHeaders?.())

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!platform) throw new Error('A request came before the simulator was ready.')
    const of = platform
    const { method = '', headers, socket } = request
    if (!isOwnHost(headers.host, socket.localPort, allowedHosts)) return send(response, write(foreign(definition)))
    of.world.tick()
    const { pathname, search, searchParams: query } = new URL(request.url ?? '/', 'http://simulator')
    const { operation, path, route } = router.find(request, pathname, of.credentials)
    // Before reading the body, because requests are numbered as they arrive.
    const fault = faults.next(operation)
    const { text, body } = await readBody(request)
    log.push({
      method,
      path: pathname,
      query: [...query],
      body: body === malformed ? text : body,
      ...(fault && { fault: fault.name }),
    })
    const asked: ApiRequest = { path, query, body, headers }
    await respond(fault, latencyMs, {
      definition,
      platform: of,
      operation,
      request: asked,
      url: pathname + search,
      response,
      answer: (instead = asked) => route(instead, of),
      write,
      refuse: (status, message) => ({ status, body: definition.errorBody(message, status) }),
    })
    onAnswered()
  }

  const server = createServer((request, response) => {
    take(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else send(response, write(failed(definition, error)))
    })
  })
  const { origin, close } = await listenOnLoopback(server, port)
  platform = makePlatform(origin)
  return { platform, close }
}

const foreign = (definition: SimulatorDefinition): Answer => ({
  status: 403,
  body: definition.errorBody('The Host header is not the one of this simulator. Allow it by allowedHosts.', 403),
})

const failed = (definition: SimulatorDefinition, error: unknown): Answer => ({
  status: 500,
  body: definition.errorBody(error instanceof Error ? error.message : String(error), 500),
})
