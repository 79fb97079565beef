import type { CallQuery } from 'callspec'
import { askedText } from '../answer/cursors.js'
import { told } from '../answer/told.js'
import { visibleText } from '../answer/visible-text.js'
import { answerItems, readCursor } from './answer-items.js'
import { readArguments, textsIn } from './read-arguments.js'
import { answerSchema, CURSOR, queryMembers } from './schemas.js'
import type { Tool } from './tool.js'

const SOURCE = {
  type: 'object',
  required: ['source', 'provider', 'answers'],
  properties: {
    source: { type: 'string' },
    provider: { type: 'string' },
    answers: { type: 'boolean', description: 'Whether the source can answer the query; if not, it is left out.' },
    unsupported: { type: 'array', items: { type: 'object' } },
    filters: {
      type: 'array',
      items: { type: 'object' },
      description: 'exact: by the platform; inexact: by it, then exactly here; local: here.',
    },
    requests: { type: 'array', items: { type: 'string' } },
    assumed: { type: 'array', items: { type: 'object' }, description: 'Undocumented facts, each with its value.' },
  },
} as const

export const explainQuery: Tool = {
  name: 'explain_query',
  title: 'Explain a query',
  description: ({ isCopy }) =>
    `Tells how each source would answer a query: ${isCopy ? 'what the copy has of it and since when, and ' : 'the requests, what is filtered where, every undocumented fact that is assumed, and '}which filters it cannot answer. Sends no request. Use it to see how far an answer can be relied on.`,
  inputSchema: (calls) => ({
    type: 'object',
    additionalProperties: false,
    properties: { ...queryMembers(calls), cursor: CURSOR },
  }),
  outputSchema: answerSchema({ sources: { type: 'array', items: SOURCE } }, ['sources']),

  async run(room, given) {
    const { asked, rest } = readCursor(room, this.name, readArguments(given, this.inputSchema(room.calls)))
    if (rest) return answerItems(room, this.name, rest)
    const { sources: _, ...query } = asked
    // `explain` checks the words and names the known ones.
    const facts = await room.calls.explain(query as CallQuery, textsIn(asked, 'sources'))
    const unable = facts.filter(({ answers }) => answers === false).map(({ source }) => source)
    return answerItems(room, this.name, {
      asked: askedText(asked),
      name: 'sources',
      // Made of objects.
      items: facts.map((fact) => told(fact, visibleText) as object),
      more: {},
      assumed: [],
      leftOut: unable.map((source) => `${source}: cannot answer this query, so list_calls and call_totals leave it out`),
      end: 'These are all sources. list_calls with the same arguments gives the calls.',
    })
  },
}
