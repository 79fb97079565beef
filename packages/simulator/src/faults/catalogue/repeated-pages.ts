// A list that makes no progress.
import type { ApiRequest, PageInput } from '../../define-simulator.js'
import { send } from '../../server/send.js'
import type { Fault } from '../fault.js'
import { memberAt, replaceMember } from '../member.js'
import { firstPage, inputOf, nextWith, withInput } from '../page-input.js'

export const repeatedPages = {
  'repeated-cursor': {
    operations: ['list'],
    fits: ({ calls }) => calls.nextCursor !== undefined,
    // The first page was requested without a cursor, so there is none to repeat.
    inject(exchange) {
      const { answer, write, response, request, definition } = exchange
      const { page, nextCursor = [] } = definition.calls
      const used = inputOf(request, page)
      const { status, body } = answer()
      const repeated = used === undefined ? body : replaceMember(body, nextCursor, nextWith(exchange, used))
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

/** The input of the previous page; the first page and unreadable inputs stay unchanged. */
export function pageBefore(request: ApiRequest, page: PageInput): ApiRequest {
  // A cursor does not reveal the previous one, so the list starts over.
  if (page.kind === 'cursor') return firstPage(request, page)
  const given = inputOf(request, page)
  if (!/^\d+$/.test(String(given))) return request
  const step = page.kind === 'offset' ? Number(inputOf(request, page, page.size.input) ?? page.size.default) : 1
  return withInput(request, page, page.input, Math.max(page.first, Number(given) - step))
}
