import { randomBytes } from 'node:crypto'
import { CallspecError } from 'callspec'
import { Recent } from '../calls/recent.js'

/** Where an answer goes on. */
export interface Place<Rest = unknown> {
  /** The tool that gave it. */
  tool: string
  /** What was asked for, as JSON. */
  asked: string
  rest: Rest
}

const MOST = 200

/**
 * Cursors of a server: short names for places that it keeps, because an agent has to repeat them letter by letter. A place of a listing is hundreds of bytes for each
 * source.
 */
export class Cursors {
  readonly #places = new Recent<Place>(MOST)

  put(place: Place): string {
    const cursor = randomBytes(9).toString('base64url')
    this.#places.set(cursor, place)
    return cursor
  }

  /** @throws CallspecError `invalid-query` if there is none, or it is another tool's, or of other arguments */
  get(cursor: string, tool: string, asked: object): Place {
    const place = this.#places.get(cursor)
    if (!place || place.tool !== tool)
      throw invalidCursor(`received ${JSON.stringify(cursor)}. Pass a nextCursor of ${tool}, or none to begin anew`)
    if (Object.keys(asked).length > 0 && askedText(asked) !== place.asked)
      throw invalidCursor('it belongs to other arguments. Pass it alone, or with those of the answer that gave it')
    return place
  }
}

/** Arguments as JSON, whatever their order. */
export const askedText = (asked: object): string =>
  JSON.stringify(Object.entries(asked).sort(([one], [other]) => (one < other ? -1 : 1)))

const invalidCursor = (because: string) => new CallspecError(`Invalid cursor: ${because}.`, { code: 'invalid-query' })
