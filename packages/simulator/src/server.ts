import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Answer, Platform, Route, SimulatorDefinition } from './define-simulator.js'
import type { RequestLog } from './request-log.js'

export interface ServerOptions {
  port: number
  latencyMs: number
}

export interface RunningServer {
  origin: string
  close(): Promise<void>
}

// Far above any documented request, and low enough that a runaway client cannot fill the memory.
const largestBodyBytes = 1_000_000

interface CompiledRoute {
  method: string
  segments: readonly string[]
  isPublic: boolean
  route: Route
}

/** Serves one platform on loopback. `platform` is made once the port is known, as answers may hold URLs. */
export async function serve(
  definition: SimulatorDefinition,
  options: ServerOptions,
  log: RequestLog,
  makePlatform: (origin: string) => Platform,
): Promise<RunningServer> {
  const routes = compile(definition)
  let platform: Platform | undefined
  const server = createServer((request, response) => {
    void answerTo(request, definition, routes, log, () => platform)
      .catch((error: unknown) => failed(definition, error))
      .then((answer) => (options.latencyMs > 0 ? later(options.latencyMs, answer) : answer))
      .then((answer) => send(response, answer, definition.answerHeaders?.()))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
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
        server.closeAllConnections()
      }),
  }
}

const compile = (definition: SimulatorDefinition): CompiledRoute[] =>
  Object.entries(definition.routes).map(([name, route]) => {
    const [method = '', path = ''] = name.split(' ')
    return {
      method,
      segments: `${definition.basePath}${path}`.split('/'),
      isPublic: definition.publicRoutes?.includes(name) ?? false,
      route,
    }
  })

async function answerTo(
  request: IncomingMessage,
  definition: SimulatorDefinition,
  routes: readonly CompiledRoute[],
  log: RequestLog,
  platformOf: () => Platform | undefined,
): Promise<Answer> {
  const platform = platformOf()
  if (!platform) throw new Error('A request came before the simulator was ready.')
  const url = new URL(request.url ?? '/', 'http://simulator')
  const text = await readText(request)
  const body = parse(text)
  const method = request.method ?? ''
  log.push({ method, path: url.pathname, query: [...url.searchParams], body: body === malformed ? text : body })

  const error = (status: number, message: string): Answer => ({ status, body: definition.errorBody(message, status) })
  const matches = routes.flatMap((candidate) => {
    const path = match(candidate.segments, url.pathname.split('/'))
    return path ? [{ ...candidate, path }] : []
  })
  const found = matches.find((candidate) => candidate.method === method)
  if (matches.length === 0) return error(404, 'Not found')
  if (!found) return error(405, 'Method not allowed')
  const wanted = Object.entries(definition.headers(platform.credentials))
  if (!found.isPublic && wanted.some(([name, value]) => request.headers[name] !== value)) {
    return error(401, definition.unauthorized)
  }
  if (body === malformed) return error(400, 'Malformed JSON')
  return found.route({ path: found.path, query: url.searchParams, body }, platform)
}

// Values of the placeholders, or undefined where the path is another one.
function match(pattern: readonly string[], actual: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== actual.length) return undefined
  const values: Record<string, string> = {}
  for (const [position, expected] of pattern.entries()) {
    const segment = actual[position] ?? ''
    const name = expected.startsWith('{') ? expected.slice(1, -1) : undefined
    const value = name === undefined ? segment : decode(segment)
    if (name === undefined ? segment !== expected : !value) return undefined
    if (name !== undefined && value) values[name] = value
  }
  return values
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  // Without setEncoding a request yields buffers.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > largestBodyBytes) throw new Error(`The body is larger than ${largestBodyBytes} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const malformed = Symbol('malformed')

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return malformed
  }
}

const failed = (definition: SimulatorDefinition, error: unknown): Answer => ({
  status: 500,
  body: definition.errorBody(error instanceof Error ? error.message : String(error), 500),
})

const later = (milliseconds: number, answer: Answer): Promise<Answer> =>
  new Promise((resolve) => setTimeout(() => resolve(answer), milliseconds))

function send(response: ServerResponse, { status, body }: Answer, headers: Readonly<Record<string, string>> = {}): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.end(text)
}
