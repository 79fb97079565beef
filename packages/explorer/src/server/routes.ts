import { answerCall } from './answer-call.js'
import { answerCalls } from './answer-calls.js'
import { answerOverview } from './answer-overview.js'
import { answerState } from './answer-state.js'
import { answerTicket } from './answer-ticket.js'
import { askedBy, keyIn } from './asked.js'
import type { Exchange } from './exchange.js'
import type { Room } from './room.js'
import { sendExport } from './send-export.js'

interface Route {
  methods: readonly string[]
  answer(room: Room, exchange: Exchange): Promise<void>
}

/** An address that answers with JSON. */
const json = (answerOf: (room: Room, exchange: Exchange) => Promise<object>, methods = ['GET', 'HEAD']): Route => ({
  methods,
  async answer(room, exchange) {
    const { response } = exchange
    const text = JSON.stringify(await answerOf(room, exchange))
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(text)
  },
})

/** An address that answers with a file. */
const bytes = (answer: Route['answer']): Route => ({ methods: ['GET', 'HEAD'], answer })

/** Every address but the page's own. */
export const ROUTES: ReadonlyMap<string, Route> = new Map([
  ['/api/state', json(({ data, isDemo }) => answerState(data, isDemo))],
  ['/api/overview', json(({ data }, { url }) => answerOverview(data, askedBy(url)))],
  ['/api/calls', json(({ data }, { url }) => answerCalls(data, url, askedBy(url)))],
  ['/api/call', json(({ data, recordings }, { url }) => answerCall(data, recordings, keyIn(url), askedBy(url)))],
  ['/api/recording', bytes(({ recordings }, exchange) => recordings.send(keyIn(exchange.url), exchange))],
  ['/api/export', bytes(({ data }, exchange) => sendExport(data, exchange))],
  ['/api/ticket', json(answerTicket, ['POST'])],
])
