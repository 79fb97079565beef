import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** Serves files as a host of sites does: compressed once, and sent without a wait. */
export async function serveCompressed(folder: string): Promise<{ url: string; close: () => void }> {
  const bodies = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    try {
      const path = fileAt(folder, new URL(request.url ?? '/', 'http://localhost').pathname)
      const body = bodies.get(path) ?? gzipSync(readFileSync(path), { level: 9 })
      bodies.set(path, body)
      const type = TYPES[extname(path)]
      // What has no type is compressed as it is.
      const own = type ? { 'content-type': `${type}; charset=utf-8`, 'content-encoding': 'gzip' } : {}
      const sent = type ? body : readFileSync(path)
      response.writeHead(200, { ...own, 'content-length': sent.length }).end(sent)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() }
}

function fileAt(folder: string, path: string): string {
  const file = join(folder, decodeURIComponent(path))
  return statSync(file).isDirectory() ? join(file, 'index.html') : file
}
