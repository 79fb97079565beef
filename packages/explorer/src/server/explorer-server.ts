import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Copy } from '@callspec/sync'
import type { ErrorAnswer, State } from '../api/answers.js'

export interface ExplorerOptions {
  /** Port on loopback. Default: any that is free. */
  port?: number | undefined
  /** Whether the calls are simulated, which the page says. Default `false`. */
  isDemo?: boolean | undefined
}

export interface Explorer {
  /** With the token in its fragment. */
  readonly address: string
  close(): Promise<void>
}

const HOST = '127.0.0.1'

/** Serves the page over a copy on loopback, to those who have its address. The copy stays open. */
export async function serveExplorer(copy: Copy, { port = 0, isDemo = false }: ExplorerOptions = {}): Promise<Explorer> {
  const token = randomBytes(24).toString('base64url')
  const page = readFileSync(new URL('./page.html', import.meta.url), 'utf8')
  const policy = contentSecurityPolicy(page)
  const server = createServer((request, response) => {
    const own = `${HOST}:${(server.address() as AddressInfo).port}`
    const isForeign = request.headers.host !== own && request.headers.host !== own.replace(HOST, 'localhost')
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('Content-Security-Policy', policy)
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
    response.setHeader('Referrer-Policy', 'no-referrer')
    response.setHeader('X-Content-Type-Options', 'nosniff')
    if (isForeign)
      return answer(response, 403, {
        error: 'This page is only for its own address. Open the one that callspec explore printed.',
      })
    const { pathname } = new URL(request.url ?? '/', `http://${own}`)
    if (pathname === '/') return response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page)
    if (!isAllowed(request, token))
      return answer(response, 401, { error: 'The token is missing or wrong. Open the address that callspec explore printed.' })
    if (pathname === '/api/state')
      return answer(response, 200, { address: copy.address, isDemo, version: 1, loading: null, sources: [] } satisfies State)
    return answer(response, 404, { error: `There is no ${pathname}.` })
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, HOST, resolve))
  return {
    address: `http://${HOST}:${(server.address() as AddressInfo).port}/#token=${token}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answer(response: ServerResponse, status: number, body: State | ErrorAnswer): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

function isAllowed({ headers }: IncomingMessage, token: string): boolean {
  const given = Buffer.from(headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** The page may run its own script and ask its own server, and nothing else. */
function contentSecurityPolicy(page: string): string {
  const scripts = [...page.matchAll(/<script type="module">(.*?)<\/script>/gs)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  return `default-src 'none'; script-src ${scripts.join(' ')}; style-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
}
