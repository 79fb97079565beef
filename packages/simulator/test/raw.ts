import { connect } from 'node:net'
import { expect } from 'vitest'
import type { Simulator } from '../src/index.js'
import { documented } from './all-documented.js'

export interface RawRequest {
  method: string
  /** Below the base URL. */
  path: string
  body?: string
}

/** A socket that has sent one request: what came back so far, byte for byte. */
export interface Knock {
  received(): string
  /** What has come once it satisfies the condition. */
  until(isEnough: (received: string) => boolean): Promise<string>
  /** All that came before the connection went down. */
  end: Promise<string>
}

/** Sends a request with nothing between the test and the socket. */
export function knock(simulator: Simulator, { method, path, body = '' }: RawRequest): Knock {
  const { hostname, port, pathname } = new URL(simulator.baseUrl)
  const socket = connect(Number(port), hostname)
  let received = ''
  const waiting = new Set<() => void>()
  socket.setEncoding('utf8').on('data', (part) => {
    received += part
    for (const look of waiting) look()
  })
  // A reset is one of the ways to go down.
  socket.on('error', () => undefined)
  const end = new Promise<string>((resolve) => socket.on('close', () => resolve(received)))
  const headers = {
    host: `${hostname}:${port}`,
    connection: 'close',
    'content-length': String(Buffer.byteLength(body)),
    ...documented[simulator.provider].constantHeaders,
    ...documented[simulator.provider].headers(simulator.credentials),
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`${method} ${pathname === '/' ? '' : pathname}${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`)
  return {
    received: () => received,
    end,
    until: (isEnough) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!isEnough(received)) return
          waiting.delete(look)
          resolve(received)
        }
        waiting.add(look)
        look()
      }),
  }
}

export interface RawAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** Takes an answer apart, without the headers that every server writes. */
export function parseRaw(received: string): RawAnswer {
  const [head = '', ...rest] = received.split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(lines.map((line) => line.split(/: (.*)/, 2)))
  const { Date: _date, Connection: _connection, ...own } = headers
  return { status: Number(first.split(' ')[1]), headers: own, body: rest.join('\r\n\r\n') }
}

export const rawAsk = async (simulator: Simulator, request: RawRequest): Promise<RawAnswer> =>
  parseRaw(await knock(simulator, request).end)

/** Waits until so many requests have reached the simulator, for those that are never answered. */
export const arrived = (simulator: Simulator, count: number): Promise<unknown> =>
  expect.poll(() => simulator.requests.length, { interval: 1 }).toBe(count)
