// A 200 that is not quite what it should be. What was asked for is done, but for the page of HTML: that comes
// from something in front of the platform.
import { send } from '../server/send.js'
import type { Fault, FaultValue } from './fault.js'
import { replaceMember } from './member.js'

export const bodies = {
  'cut-json': {
    inject({ answer, write, response }) {
      const whole = write(answer())
      // The length is that of the half: nothing but the JSON itself tells that there was more.
      send(response, { ...whole, text: whole.text.slice(0, whole.text.length >> 1) })
    },
  },
  'html-200': {
    inject: ({ response }) =>
      send(response, { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, text: logIn }),
  },
  'not-gzip': {
    inject({ answer, write, response }) {
      const plain = write(answer())
      send(response, { ...plain, headers: { ...plain.headers, 'content-encoding': 'gzip' } })
    },
  },
  'odd-reason': {
    inject({ answer, write, response }) {
      const { status, headers, text } = write(answer())
      // UTF-8, which a reason phrase is not: the bytes go out as they are.
      response.writeHead(status, Buffer.from('成功').toString('latin1'), {
        ...headers,
        'content-length': Buffer.byteLength(text),
      })
      response.end(text)
    },
  },
  'empty-200': { inject: ({ answer, write, response }) => send(response, { ...write(answer()), status: 200, text: '' }) },
  // The counters are those of the page that was asked for: whoever goes by them alone goes on without these rows, or ends.
  'failed-200': {
    operations: ['list', 'get'],
    fits: ({ failsInBody }) => failsInBody === true,
    value: { isFine: (value) => typeof value === 'string' && value !== '', right: "the platform's sentence" },
    inject({ answer, write, response, operation, definition }, sentence: FaultValue = 'Subscription expired') {
      const { calls, errorBody } = definition
      const { body } = answer()
      const emptied = operation === 'list' ? replaceMember(body, calls.rows, []) : replaceMember(body, calls.single ?? [], null)
      const failed = { ...(emptied as object | null), ...(errorBody(String(sentence), 200) as object) }
      send(response, write({ status: 200, body: failed }))
    },
  },
} as const satisfies Record<string, Fault>

const logIn = '<!doctype html>\n<html><head><title>Log in</title></head><body><h1>Log in</h1></body></html>\n'
