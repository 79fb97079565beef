import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { chromium } from 'playwright-core'
import { CHROMIUM } from '../../scripts/src/chromium.ts'
import type { Platforms } from '../project/list-calls.ts'
import { bundle } from './bundle.ts'

const PAGE = `
import { listCalls } from './compiled/list-calls.js'
window.listCalls = listCalls
`

export interface Seen {
  listed: unknown
  /** The page's console output and uncaught errors. */
  complaints: string[]
}

/** The result of the consumer's program on a page in Chromium. Platforms are reached through the page's own origin. */
export async function runInBrowser(
  strict: string,
  baseUrls: Readonly<Record<string, string>>,
  platformsAt: (elsewhere: Record<string, string>) => Platforms,
): Promise<Seen> {
  const server = await serve(await bundle(PAGE, strict), baseUrls)
  const profile = mkdtempSync(join(tmpdir(), 'callspec-chromium-'))
  const browser = await chromium.launchPersistentContext(profile, CHROMIUM)
  try {
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', ({ message }) => complaints.push(message))
    await page.goto(server.origin)
    const elsewhere = Object.fromEntries(Object.keys(baseUrls).map((id) => [id, `${server.origin}/${id}`]))
    const listed = await page.evaluate(
      // The page's script put it there.
      (platforms) => (window as unknown as { listCalls: (at: Platforms) => Promise<unknown> }).listCalls(platforms),
      platformsAt(elsewhere),
    )
    return { listed, complaints }
  } finally {
    await browser.close()
    server.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

/** Serves a page, its script, and every platform under its id: without CORS, a page has to reach platforms through its own origin. */
async function serve(script: string, baseUrls: Readonly<Record<string, string>>) {
  const server = createServer(async (request, response) => {
    const [, id = '', rest = ''] = /^\/([^/]*)(.*)$/.exec(request.url ?? '') ?? []
    if (id === '') {
      const html = '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/script.js"></script>'
      return void response.writeHead(200, { 'content-type': 'text/html' }).end(html)
    }
    if (id === 'script.js') return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    const answer = await forward(request, `${baseUrls[id]}${rest}`)
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
    response.end(await answer.text())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server on a TCP port has such an address.
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => void server.close() }
}

async function forward(request: IncomingMessage, url: string): Promise<Response> {
  const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers
  return fetch(url, {
    method: request.method ?? 'GET',
    // Chromium sends each header once.
    headers: headers as Record<string, string>,
    ...(request.method === 'POST' && { body: await text(request) }),
  })
}
