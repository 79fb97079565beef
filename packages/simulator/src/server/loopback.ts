import type { Server } from 'node:http'

export interface RunningServer {
  origin: string
  close(): Promise<void>
}

/** Makes a server listen on loopback. Port 0: any free port. */
export async function listenOnLoopback(server: Server, port: number): Promise<RunningServer> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The simulator has no port. Pass a TCP port.')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // Including connections that a fault has left hanging.
        server.closeAllConnections()
      }),
  }
}
