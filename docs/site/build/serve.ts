import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Plugin, preview } from 'vite'
import { output, root } from './folders.ts'

/** Serves the built site on loopback until `close`. */
export async function serve({ open = false } = {}): Promise<{ url: string; close: () => Promise<void> }> {
  const server = await preview({
    configFile: false,
    root,
    // Addresses without a file are a 404, not the index.
    appType: 'mpa',
    plugins: [notFound],
    build: { outDir: output },
    preview: { host: '127.0.0.1', open },
    logLevel: 'warn',
  })
  return { url: server.resolvedUrls!.local[0]!, close: () => server.close() }
}

/** Answers as static hosts do where there is no file. */
const notFound: Plugin = {
  name: 'not-found',
  configurePreviewServer:
    ({ middlewares }) =>
    () => {
      // The address of a page names its file by now.
      middlewares.use(({ url = '/' }, response, next) => {
        const { pathname } = new URL(url, 'http://site')
        if (existsSync(join(output, decodeURI(pathname)))) return next()
        response.writeHead(404, { 'Content-Type': 'text/html' }).end(readFileSync(join(output, '404.html')))
      })
    },
}
