import { createHmac, randomBytes } from 'node:crypto'
import { isSameText } from './same-text.js'

/** How long a recording may be played from its address. */
const PLAYED_MS = 12 * 3_600_000
/** How long a download may begin. */
const DOWNLOADED_MS = 60_000

/** What addresses that a browser opens by itself are admitted with, in place of the token: each is good for one address, and for some time only. */
export class Tickets {
  readonly #key = randomBytes(32)
  readonly #used = new Map<string, number>()

  /** The address with a ticket: many requests, for parts of a recording. */
  forRecording(address: string): string {
    return this.#withTicket(address, PLAYED_MS, 'many')
  }

  /** The address with a ticket for one download. */
  forDownload(address: string): string {
    return this.#withTicket(address, DOWNLOADED_MS, 'once')
  }

  /** Whether the ticket of an address is good. One of a download is then used. */
  admits(method: string | undefined, url: URL): boolean {
    if (method !== 'GET' && method !== 'HEAD') return false
    const ticket = url.searchParams.get('ticket') ?? ''
    const [times = '', until = '', serial = ''] = ticket.split('.')
    const bare = new URL(url)
    bare.searchParams.delete('ticket')
    const isGood = isSameText(ticket, this.#sign(bare, `${times}.${until}.${serial}`)) && Number(until) > Date.now()
    if (!isGood || times === 'many') return isGood
    for (const [used, end] of this.#used) if (end < Date.now()) this.#used.delete(used)
    if (this.#used.has(ticket)) return false
    this.#used.set(ticket, Number(until))
    return true
  }

  #withTicket(address: string, forMs: number, times: 'many' | 'once'): string {
    // Any host will do: it is no part of what is signed.
    const url = new URL(address, 'http://localhost')
    url.searchParams.delete('ticket')
    const ticket = this.#sign(url, `${times}.${Date.now() + forMs}.${randomBytes(9).toString('base64url')}`)
    url.searchParams.append('ticket', ticket)
    return `${url.pathname}${url.search}`
  }

  #sign({ pathname, searchParams }: URL, head: string): string {
    const text = JSON.stringify([head, pathname, String(searchParams)])
    return `${head}.${createHmac('sha256', this.#key).update(text).digest('base64url')}`
  }
}
