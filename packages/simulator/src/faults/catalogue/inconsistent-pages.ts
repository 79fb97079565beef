// Pages that do not add up: by their rows, their counters, or what follows the last one.
import type { Answer, Path } from '../../define-simulator.js'
import { isObject } from '../../server/json-body.js'
import { send } from '../../server/send.js'
import { type Exchange, type Fault, type FaultValue, wholeNumber } from '../fault.js'
import { memberAt, replaceMember } from '../member.js'
import { firstPage, inputOf, nextWith, withInput } from '../page-input.js'
import { pageBefore } from './repeated-pages.js'

const isCounted: Fault['fits'] = ({ calls }) => calls.page.kind !== 'cursor'
const hasCursor: Fault['fits'] = ({ calls }) => calls.nextCursor !== undefined

/** The rows of a list's response. */
function rowsOf({ definition: { calls } }: Exchange, { body }: Answer): readonly unknown[] {
  const rows = memberAt(body, calls.rows)
  return Array.isArray(rows) ? rows : []
}

/** Sends the platform's response with a changed body. */
function change({ answer, write, response }: Exchange, changed: (body: unknown) => unknown): void {
  const { status, body } = answer()
  send(response, write({ status, body: changed(body) }))
}

export const inconsistentPages = {
  'first-page-again': {
    operations: ['list'],
    inject(exchange) {
      const { answer, request, definition } = exchange
      const rows = rowsOf(exchange, answer(firstPage(request, definition.calls.page)))
      change(exchange, (body) => replaceMember(body, definition.calls.rows, rows))
    },
  },
  // Like rows that share their sort stamp and come in another order at each request.
  'tied-rows': {
    operations: ['list'],
    fits: isCounted,
    value: wholeNumber('rows'),
    inject(exchange, count: FaultValue = 10) {
      const { answer, request, definition } = exchange
      const before = pageBefore(request, definition.calls.page)
      const own = rowsOf(exchange, answer())
      const earlier = rowsOf(exchange, answer(before))
      const isFirst = inputOf(before, definition.calls.page) === inputOf(request, definition.calls.page)
      const tied = isFirst ? [] : earlier.slice(-Math.min(Number(count), own.length))
      change(exchange, (body) => replaceMember(body, definition.calls.rows, [...tied, ...own.slice(tied.length)]))
    },
  },
  'small-pages': {
    operations: ['list'],
    fits: ({ calls: { page } }) => page.size !== undefined,
    value: wholeNumber('rows'),
    inject(exchange, most: FaultValue = 50) {
      const { answer, write, response, request, definition } = exchange
      const { page, counters = {} } = definition.calls
      const { input, default: usual } = page.size ?? { input: '', default: 0 }
      const asked = Number(inputOf(request, page, input) ?? usual)
      const { status, body } = answer(withInput(request, page, input, Math.min(asked, Number(most))))
      const { total: _, ...others } = counters
      // Undefined members are omitted from JSON.
      const bare = Object.values(others).reduce((left: unknown, path) => replaceMember(left, path, undefined), body)
      send(response, write({ status, body: bare }))
    },
  },
  'endless-pages': {
    operations: ['list'],
    // Without a cursor in the response, an empty page is the end.
    fits: ({ calls: { page, nextCursor } }) => page.kind !== 'cursor' || (nextCursor !== undefined && page.isId !== true),
    inject(exchange) {
      const { request, definition } = exchange
      const { rows, page, nextCursor, counters = {} } = definition.calls
      const used = inputOf(request, page)
      // The first page has no cursor to turn into another one that leads to the same place.
      if (nextCursor && used === undefined) return change(exchange, (body) => body)
      change(exchange, (body) => {
        const claims: [Path | undefined, unknown][] = [
          [rows, []],
          [counters.total, 1e9],
          [counters.pages, 1e9],
          [counters.hasMore, true],
          [nextCursor, nextWith(exchange, `${used}=`)],
        ]
        return claims.reduce((left, [path, value]) => (path ? replaceMember(left, path, value) : left), body)
      })
    },
  },
  'flags-as-numbers': {
    operations: ['list'],
    fits: ({ calls }) => calls.counters?.hasMore !== undefined,
    inject(exchange) {
      const path = exchange.definition.calls.counters?.hasMore ?? []
      change(exchange, (body) => replaceMember(body, path, Number(memberAt(body, path))))
    },
  },
  'counters-as-texts': {
    operations: ['list'],
    inject(exchange) {
      const paths = Object.values(exchange.definition.calls.counters ?? {})
      change(exchange, (body) => paths.reduce((left, path) => replaceMember(left, path, textOf(memberAt(body, path))), body))
    },
  },
  // Half of a surrogate pair, which no URL can contain.
  'broken-cursor': {
    operations: ['list'],
    fits: hasCursor,
    inject(exchange) {
      const path = exchange.definition.calls.nextCursor ?? []
      change(exchange, (body) => (typeof memberAt(body, path) === 'string' ? replaceMember(body, path, '\ud800') : body))
    },
  },
  'other-spelling': {
    operations: ['list'],
    // Without a flag beside it, a cursor under another name is none, which is the end.
    fits: ({ calls }) => calls.nextCursor !== undefined && calls.counters?.hasMore !== undefined,
    inject(exchange) {
      const path = exchange.definition.calls.nextCursor?.slice(0, -1) ?? []
      change(exchange, (body) => replaceMember(body, path, camelCased(memberAt(body, path))))
    },
  },
  'refused-behind-the-end': {
    operations: ['list'],
    fits: isCounted,
    value: { isFine: (value) => [400, 404, 410, 422].includes(Number(value)), right: 'one of 400, 404, 410, 422' },
    inject(exchange, status: FaultValue = 404) {
      const { answer, request, definition, response } = exchange
      const { page } = definition.calls
      const isFirst = inputOf(request, page) === inputOf(firstPage(request, page), page)
      const isBehind = !isFirst && rowsOf(exchange, answer()).length === 0
      if (!isBehind) return change(exchange, (body) => body)
      const text = JSON.stringify(definition.errorBody('No such page', Number(status)))
      send(response, { status: Number(status), headers: { 'content-type': 'application/json' }, text })
    },
  },
} as const satisfies Record<string, Fault>

const textOf = (value: unknown): unknown => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value)

/** An object with members spelled `nextCursor` instead of `next_cursor`. */
const camelCased = (value: unknown): unknown =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, member]) => [
          name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
          member,
        ]),
      )
    : value
