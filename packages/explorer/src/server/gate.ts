import type { IncomingMessage } from 'node:http'
import { HttpFailure } from './http-failure.js'
import { isSameText } from './same-text.js'
import type { Tickets } from './tickets.js'

/** Names of this machine: any other may be somebody's name for it, by which a foreign page would be of the same origin. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/**
 * The address that a request is for, if whoever asks may have it. The page itself, which holds no calls, anybody of this machine may.
 * @throws HttpFailure 403 for another host or origin, 401 without the token, 400 for an address that is none
 */
export function admitted(
  request: IncomingMessage,
  { port, token, tickets }: { port: number; token: string; tickets: Tickets },
): URL {
  const { headers } = request
  const hosts = LOOPBACK.map((name) => `${name}:${port}`)
  const host = headers.host ?? ''
  if (!hosts.includes(host)) throw new HttpFailure(403, NOT_FOR_OTHERS)
  const url = addressOf(request.url ?? '/', host)
  if (headers.origin !== undefined && !hosts.some((own) => headers.origin === `http://${own}`))
    throw new HttpFailure(403, NOT_FOR_OTHERS)
  if (url.pathname === '/') return url
  // What browsers say of who asks; a page at another port of this machine is of the same site.
  if (FOREIGN_SITES.has(String(headers['sec-fetch-site']))) throw new HttpFailure(403, NOT_FOR_OTHERS)
  if (!isSameText(headers.authorization ?? '', `Bearer ${token}`) && !tickets.admits(request.method, url))
    throw new HttpFailure(401, NO_TOKEN)
  return url
}

const FOREIGN_SITES: ReadonlySet<string> = new Set(['cross-site', 'same-site'])
const NOT_FOR_OTHERS = 'This page is only for its own address. Open the one that callspec explore printed.'
const NO_TOKEN = 'The token is missing or wrong. Open the address that callspec explore printed.'

function addressOf(text: string, host: string): URL {
  if (!text.startsWith('/') || text.startsWith('//') || !URL.canParse(text, `http://${host}`))
    throw new HttpFailure(400, 'The address cannot be read. Open the one that callspec explore printed.')
  return new URL(text, `http://${host}`)
}
