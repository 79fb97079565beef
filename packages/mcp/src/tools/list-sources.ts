import { askedText } from '../answer/cursors.js'
import { told } from '../answer/told.js'
import { visibleText } from '../answer/visible-text.js'
import { answerItems, readCursor } from './answer-items.js'
import { readArguments } from './read-arguments.js'
import { answerSchema, CURSOR } from './schemas.js'
import type { ObjectSchema, Tool } from './tool.js'

const INPUT: ObjectSchema = { type: 'object', additionalProperties: false, properties: { cursor: CURSOR } }

const SOURCE = {
  type: 'object',
  required: ['source', 'provider'],
  properties: {
    source: { type: 'string', description: 'Its id, as in sources and at the beginning of each key.' },
    provider: { type: 'string' },
    calls: { type: 'integer' },
    syncedAt: { type: 'string', description: 'The copy has what the platform listed then.' },
    cannotFilterBy: { type: 'array', items: { type: 'string' } },
  },
} as const

export const listSources: Tool = {
  name: 'list_sources',
  title: 'List sources',
  description: ({ isCopy }) =>
    `Lists the accounts whose calls can be asked for${isCopy ? ', how many calls the copy has of each and how fresh they are' : ''}, what they cannot be filtered by, and what time it is now. Call it first.`,
  inputSchema: () => INPUT,
  outputSchema: answerSchema(
    {
      sources: { type: 'array', items: SOURCE },
      now: { type: 'string', description: 'The present instant, in UTC.' },
      from: { enum: ['platforms', 'copy'] },
      masked: { type: 'boolean', description: 'Whether telephone numbers, e-mail addresses and contacts are masked.' },
    },
    ['sources', 'now', 'from', 'masked'],
  ),

  async run(room, given) {
    const { asked, rest } = readCursor(room, this.name, readArguments(given, INPUT))
    if (rest) return answerItems(room, this.name, rest)
    const facts = await room.calls.describe()
    return answerItems(room, this.name, {
      asked: askedText(asked),
      name: 'sources',
      // Made of objects.
      items: facts.map((fact) => told(fact, visibleText) as object),
      more: { now: new Date().toISOString(), from: room.calls.isCopy ? 'copy' : 'platforms', masked: room.redact },
      assumed: [],
      leftOut: facts.length === 0 ? ['there is no source yet'] : [],
      end: 'list_calls lists their calls, call_totals counts them.',
    })
  },
}
