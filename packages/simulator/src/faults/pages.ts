// A list that does not get on.
import type { ApiRequest, PageInput } from '../define-simulator.js'
import { isObject } from '../server/json-body.js'
import { send } from '../server/send.js'
import type { Fault } from './fault.js'
import { memberAt, replaceMember } from './member.js'

export const pages = {
  'repeated-cursor': {
    operations: ['list'],
    fits: ({ calls }) => calls.nextCursor !== undefined,
    // The first page was asked for without a cursor, so it has none to repeat.
    inject({ answer, write, response, request, definition: { calls } }) {
      const used = request.query.get(calls.page.input)
      const { status, body } = answer()
      const repeated = used === null ? body : replaceMember(body, calls.nextCursor ?? [], used)
      send(response, write({ status, body: repeated }))
    },
  },
  'repeated-page': {
    operations: ['list'],
    value: { isFine: (value) => value === 'rows', right: '"rows", to repeat the rows under the counters of the page asked for' },
    inject({ answer, write, response, request, definition: { calls } }, value) {
      const before = answer(pageBefore(request, calls.page))
      if (value !== 'rows') return send(response, write(before))
      const { status, body } = answer()
      send(response, write({ status, body: replaceMember(body, calls.rows, memberAt(before.body, calls.rows)) }))
    },
  },
} as const satisfies Record<string, Fault>

/** What would have asked for the page before: the first page has none and stays, and so does what cannot be read. */
export function pageBefore({ path, query, body }: ApiRequest, page: PageInput): ApiRequest {
  if (page.in === 'body') {
    const number = isObject(body) ? body[page.input] : undefined
    const earlier = typeof number === 'number' ? Math.max(page.first, number - 1) : undefined
    return { path, query, body: earlier === undefined ? body : replaceMember(body, [page.input], earlier) }
  }
  const earlier = new URLSearchParams(query)
  const given = query.get(page.input) ?? ''
  // A cursor does not tell the one before it, so the list begins anew.
  if (page.kind === 'cursor') earlier.delete(page.input)
  else if (/^\d+$/.test(given)) {
    const step = page.kind === 'offset' ? Number(query.get(page.size.input) ?? page.size.default) : 1
    earlier.set(page.input, String(Math.max(page.first, Number(given) - step)))
  }
  return { path, query: earlier, body }
}
