import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Copy } from '@callspec/sync'
import type { ErrorAnswer } from '../api/answers.js'
import { ExplorerData } from '../data/explorer-data.js'
import { contentSecurityPolicy } from './content-security-policy.js'
import { admitted } from './gate.js'
import { HttpFailure, toFailure } from './http-failure.js'
import { listen } from './listen.js'
import { Recordings } from './recordings.js'
import type { Room } from './room.js'
import { ROUTES } from './routes.js'
import { Tickets } from './tickets.js'

export interface ExplorerOptions {
  /** Port on loopback; 0: any that is free. Default: the same for the same copy each time, or if that is taken any that is free. */
  port?: number | undefined
  /** Whether the calls are simulated, which the page says. Default `false`. */
  isDemo?: boolean | undefined
  /** How often to look for changes of the copy, in milliseconds. Default 2,000. */
  lookMs?: number | undefined
}

export interface Explorer {
  /** With the token in its fragment. */
  readonly address: string
  close(): Promise<void>
}

const HOST = '127.0.0.1'

/** Serves the page over a copy on loopback, to those who have its address. The copy stays open. */
export async function serveExplorer(copy: Copy, { port, isDemo = false, lookMs }: ExplorerOptions = {}): Promise<Explorer> {
  const token = randomBytes(24).toString('base64url')
  const page = readFileSync(new URL('./page.html', import.meta.url), 'utf8')
  const headers = headersOf(contentSecurityPolicy(page))
  const tickets = new Tickets()
  const server = createServer((request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    serve(request, response).catch((error: unknown) => refuse(response, toFailure(error)))
  })
  await listen(server, HOST, port, copy.address)
  // A server that listens on TCP has an address of this form.
  const own = (server.address() as AddressInfo).port
  const data = new ExplorerData(copy, lookMs)
  const room: Room = { data, isDemo, tickets, recordings: new Recordings(copy, tickets) }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = admitted(request, { port: own, token, tickets })
    const route = url.pathname === '/' ? undefined : ROUTES.get(url.pathname)
    if (url.pathname !== '/' && !route) throw new HttpFailure(404, `There is no ${url.pathname}.`)
    const methods = route?.methods ?? ['GET', 'HEAD']
    if (!methods.includes(request.method ?? '')) {
      response.setHeader('Allow', methods.join(', '))
      throw new HttpFailure(405, `Use ${methods.join(' or ')}.`)
    }
    if (route) await route.answer(room, { request, response, url })
    else response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page)
  }

  return {
    address: `http://${HOST}:${own}/#token=${token}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      await data.close()
    },
  }
}

const headersOf = (policy: string): [name: string, value: string][] => [
  ['Cache-Control', 'no-store'],
  ['Content-Security-Policy', policy],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Referrer-Policy', 'no-referrer'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
]

function refuse(response: ServerResponse, { status, message }: HttpFailure): void {
  // What has begun cannot be taken back: a connection that ends early tells it.
  if (response.headersSent) response.destroy()
  else
    response
      .writeHead(status, { 'Content-Type': 'application/json' })
      .end(JSON.stringify({ error: message } satisfies ErrorAnswer))
}
