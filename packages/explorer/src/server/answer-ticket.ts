import type { Ticket } from '../api/answers.js'
import type { Exchange } from './exchange.js'
import { HttpFailure } from './http-failure.js'
import { readJson } from './read-json.js'
import type { Room } from './room.js'

/** An address to download an export from, which a browser opens without the token. */
export async function answerTicket({ tickets }: Room, { request }: Exchange): Promise<Ticket> {
  const body = await readJson(request)
  const address = typeof body === 'object' && body !== null && 'address' in body ? body.address : undefined
  if (typeof address !== 'string' || !URL.canParse(address, BASE)) throw notForThis()
  const { origin, pathname } = new URL(address, BASE)
  if (origin !== BASE || pathname !== '/api/export') throw notForThis()
  return { address: tickets.forDownload(address) }
}

/** Addresses are of the page's own server, whatever it is called. */
const BASE = 'http://localhost'

const notForThis = () => new HttpFailure(400, 'Pass { "address": "/api/export?…" }.')
