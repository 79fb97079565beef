import { createServer } from 'node:http'
import { carriesSecret } from '../server/carries-secret.js'
import { listenOnLoopback, type RunningServer } from '../server/loopback.js'

/** A request that followed a redirect to another origin. */
export interface StrayRequest {
  method: string
  /** Path and query. */
  url: string
  /** Whether it carried a credential of the platform, in a header, the URL or the body. */
  carriedCredential: boolean
}

/** Another origin: a second port, opened by the first redirect to it. It records what arrives and responds with `{}`. */
export class Elsewhere {
  readonly requests: StrayRequest[] = []
  readonly #credentials: Readonly<Record<string, string>>
  #server: Promise<RunningServer> | undefined

  constructor(credentials: Readonly<Record<string, string>>) {
    this.#credentials = credentials
  }

  async origin(): Promise<string> {
    this.#server ??= this.#open()
    return (await this.#server).origin
  }

  async close(): Promise<void> {
    await (await this.#server)?.close()
  }

  #open(): Promise<RunningServer> {
    const server = createServer((request, response) => {
      let text = ''
      request.setEncoding('utf8')
      request.on('data', (part: string) => {
        text += part
      })
      request.on('end', () => {
        const carriedCredential = carriesSecret(request, this.#credentials, text)
        this.requests.push({ method: request.method ?? '', url: request.url ?? '', carriedCredential })
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      })
    })
    return listenOnLoopback(server, 0)
  }
}
