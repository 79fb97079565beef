import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** What a request is refused with. */
export interface Refusal {
  status: number
  message: string
}

/** Names of this machine: any other may be somebody's name for it, by which a foreign page would reach it. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** Why a request is not answered; `null`: it is. No page of another origin, no name but this machine's, nobody without the token. */
export function refusalOf({ headers, url }: IncomingMessage, port: number, token: string): Refusal | null {
  const hosts = LOOPBACK.map((name) => `${name}:${port}`)
  if (!hosts.includes(headers.host ?? '')) return { status: 403, message: 'This server is only for this machine.' }
  if (headers.origin !== undefined && !hosts.some((host) => headers.origin === `http://${host}`))
    return { status: 403, message: 'This server is for no page of another origin.' }
  // The name of a scheme may be written in any case.
  if (!isSame((headers.authorization ?? '').replace(/^bearer /i, 'Bearer '), `Bearer ${token}`))
    return {
      status: 401,
      message: 'The token is missing or wrong. Send Authorization: Bearer with the token that callspec mcp printed.',
    }
  if (url?.split('?', 1)[0] !== PATH) return { status: 404, message: `There is only ${PATH}.` }
  return null
}

export const PATH = '/mcp'

/** In a time that tells neither how much is the same nor how long it is. */
function isSame(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer]
  return timingSafeEqual(one, other)
}
