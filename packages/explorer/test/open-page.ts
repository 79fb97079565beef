import { type IncomingMessage, request } from 'node:http'
import type { Explorer } from '@callspec/explorer'

/** The page's server, asked as the page asks it. */
export interface OpenPage {
  origin: string
  token: string
  /** The JSON of an answer that has to be one. */
  get<Answer>(address: string): Promise<Answer>
  fetch(address: string, options?: RequestInit): Promise<Response>
}

export function openPage({ address }: Explorer): OpenPage {
  const { origin, hash } = new URL(address)
  const token = hash.replace('#token=', '')
  const ask = (path: string, options: RequestInit = {}) =>
    fetch(`${origin}${path}`, { ...options, headers: { authorization: `Bearer ${token}`, ...options.headers } })
  return {
    origin,
    token,
    fetch: ask,
    async get<Answer>(path: string) {
      const response = await ask(path)
      const body = await response.json()
      if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(body)}`)
      // The caller knows what the address answers.
      return body as Answer
    },
  }
}

export interface RawAnswer {
  status: number
  headers: IncomingMessage['headers']
  text: string
}

/** A request that `fetch` would not send: with any path, host and method. */
export function rawRequest(
  origin: string,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    sent.on('error', reject)
    sent.end()
  })
}
