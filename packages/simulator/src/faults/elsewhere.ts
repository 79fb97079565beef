import { createServer, type Server } from 'node:http'

/** A request that followed a redirect to where it should not have gone. */
export interface StrayRequest {
  method: string
  /** Path and query. */
  url: string
  /** Whether a credential of the platform came along, in a header, the URL or the body. */
  carriedCredential: boolean
}

/** Another origin: a second port, opened by the first redirect to it. It notes what arrives and answers `{}`. */
export class Elsewhere {
  readonly requests: StrayRequest[] = []
  readonly #secrets: readonly string[]
  #server: Promise<Server> | undefined

  constructor(credentials: Readonly<Record<string, string>>) {
    this.#secrets = Object.values(credentials)
  }

  async origin(): Promise<string> {
    this.#server ??= this.#open()
    const address = (await this.#server).address()
    if (address === null || typeof address === 'string')
      throw new Error('The other origin has no port. Close the simulator last.')
    return `http://127.0.0.1:${address.port}`
  }

  async close(): Promise<void> {
    const server = await this.#server
    if (!server) return
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  }

  #open(): Promise<Server> {
    const server = createServer((request, response) => {
      let text = `${request.url} ${request.rawHeaders.join(' ')}`
      request.setEncoding('utf8')
      request.on('data', (part: string) => {
        text += part
      })
      request.on('end', () => {
        const carriedCredential = this.#secrets.some((secret) => text.includes(secret))
        this.requests.push({ method: request.method ?? '', url: request.url ?? '', carriedCredential })
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      })
    })
    return new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(0, '127.0.0.1', () => resolve(server))
    })
  }
}
