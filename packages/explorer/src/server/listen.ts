import { createHash } from 'node:crypto'
import type { Server } from 'node:http'

// Those that systems hand out by themselves begin above, those of well-known services end below.
const LOWEST = 20_000
const HIGHEST = 32_000

/**
 * Listens on a port. Without one, on that of the copy's address, so that it is the same each time: a browser keeps saved views and columns for a port. If that one
 * is taken, on any that is free.
 */
export async function listen(server: Server, host: string, port: number | undefined, copyAddress: string): Promise<void> {
  if (port !== undefined) return listenOn(server, host, port)
  try {
    await listenOn(server, host, portOf(copyAddress))
  } catch {
    await listenOn(server, host, 0)
  }
}

function portOf(copyAddress: string): number {
  const number = createHash('sha256').update(copyAddress).digest().readUInt32BE()
  return LOWEST + (number % (HIGHEST - LOWEST))
}

function listenOn(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
