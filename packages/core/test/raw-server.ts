import { createServer, type Socket } from 'node:net'

/** A server that answers every request with the same bytes, and then closes the connection unless it is to stay open. */
export async function startRaw(answer: string | Buffer, { staysOpen = false } = {}) {
  const sockets = new Set<Socket>()
  const received: string[] = []
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    socket.once('data', (bytes) => {
      received.push(bytes.toString('latin1'))
      if (staysOpen) socket.write(answer)
      else socket.end(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    received,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
