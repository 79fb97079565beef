import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CallspecError } from 'callspec'
import type { ReadableCalls } from '../calls/readable-calls.js'
import { PATH, refusalOf } from './gate.js'
import { type McpOptions, mcpServers } from './mcp-servers.js'

export interface McpHttpOptions extends McpOptions {
  /** Port on loopback; 0: any that is free, which is the default. */
  port?: number | undefined
  /** What a request has to bring as `Authorization: Bearer`, of at least 16 characters. Default: another one each time. */
  token?: string | undefined
  onError?: ((error: Error) => void) | undefined
}

export interface McpHttp {
  readonly address: string
  readonly token: string
  close(): Promise<void>
}

const HOST = '127.0.0.1'
const LEAST_TOKEN = 16
/** Arguments are a few hundred bytes. */
const MOST_BODY_BYTES = 1_000_000

/** Serves the tools over streamable HTTP on loopback, to those who have the token. */
export async function serveMcpHttp(
  calls: ReadableCalls,
  { port = 0, token = randomBytes(24).toString('base64url'), onError, ...options }: McpHttpOptions = {},
): Promise<McpHttp> {
  if (!/^[\x21-\x7e]*$/.test(token) || token.length < LEAST_TOKEN)
    throw new CallspecError(
      `The server's token has ${token.length} characters. Pass ${LEAST_TOKEN} or more without blanks; for the command, in CALLSPEC_MCP_TOKEN.`,
      {
        code: 'invalid-configuration',
      },
    )
  const servers = await mcpServers(calls, options)
  const [{ createMcpHandler }, { toNodeHandler }] = await Promise.all([
    import('@modelcontextprotocol/server'),
    import('@modelcontextprotocol/node'),
  ])
  const handler = createMcpHandler(servers, { onerror: onError, maxRequestBodySize: MOST_BODY_BYTES })
  const answer = toNodeHandler(handler, { onerror: onError, maxRequestBodySize: MOST_BODY_BYTES })
  const server = createServer((request, response) => {
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('X-Content-Type-Options', 'nosniff')
    const refusal = refusalOf(request, own(), token)
    if (refusal) refuse(request, response, refusal)
    else answer(request, response).catch((error: Error) => onError?.(error))
  })
  // A server that listens on TCP has an address of this form.
  const own = () => (server.address() as AddressInfo).port
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, resolve)
  })
  return {
    address: `http://${HOST}:${own()}${PATH}`,
    token,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await handler.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, message }: { status: number; message: string },
): void {
  // What it still sends is of no use.
  request.resume()
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer')
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify({ error: message }))
}
