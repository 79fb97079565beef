import { preview } from 'vite'
import { output, root } from './folders.ts'

/** Serves the built site on loopback until `close`. */
export async function serve({ open = false } = {}): Promise<{ url: string; close: () => Promise<void> }> {
  const server = await preview({
    configFile: false,
    root,
    // Addresses without a file are a 404, not the index.
    appType: 'mpa',
    build: { outDir: output },
    preview: { host: '127.0.0.1', open },
    logLevel: 'warn',
  })
  return { url: server.resolvedUrls!.local[0]!, close: () => server.close() }
}
