import { answerOf, CONTENT_SHARE } from '../answer/answer.js'
import { itemsThatFit } from '../answer/items-that-fit.js'
import { shrink } from '../answer/shrink.js'
import { sizeOf } from '../answer/size.js'
import { textIn } from './read-arguments.js'
import type { Room } from './room.js'

/** A list to answer with, or what is left of one. */
export interface Rest {
  /** What was asked for, as JSON. */
  asked: string
  /** The member of the answer that the list is. */
  name: string
  items: readonly object[]
  /** Other members, which stand in every answer. */
  more: object
  assumed: readonly string[]
  leftOut: readonly string[]
  /** What to do once the list is at its end. */
  end: string
}

/** What was asked for, and what is left of the list if it goes on from a cursor. @throws CallspecError for one of another question */
export function readCursor(room: Room, tool: string, given: Readonly<Record<string, unknown>>) {
  const { cursor: _, ...asked } = given
  const cursor = textIn(given, 'cursor')
  // Only this tool puts places of its own.
  const rest = cursor === undefined ? undefined : (room.cursors.get(cursor, tool, asked).rest as Rest)
  return { asked, rest }
}

/** As much of a list as fits; the rest is kept for the cursor. */
export function answerItems(room: Room, tool: string, list: Rest) {
  const { asked, name, items, more, assumed, leftOut, end } = list
  const mostBytes = Math.floor(room.mostBytes * CONTENT_SHARE) - sizeOf(more)
  const { shown, rest, lost } = itemsThatFit(items, mostBytes, (item, most) => shrink(item, most, []))
  const nextCursor =
    rest.length > 0 ? room.cursors.put({ tool, asked, rest: { ...list, items: rest } satisfies Rest }) : undefined
  return answerOf(
    { [name]: shown, ...more, ...(nextCursor && { nextCursor }) },
    {
      assumed,
      leftOut: [...(lost > 0 ? [`${lost} of ${name} are too large for any answer`] : []), ...leftOut],
      goOn: nextCursor ? `${rest.length} more of ${name} did not fit: call ${tool} with cursor "${nextCursor}".` : end,
    },
    room.mostBytes,
  )
}
