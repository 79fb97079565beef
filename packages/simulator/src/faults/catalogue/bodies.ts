// A 200 that is not quite right. The request is carried out, except with the HTML page, which comes from something in front of the
// platform.
import { send } from '../../server/send.js'
import type { Fault, FaultValue } from '../fault.js'
import { replaceMember } from '../member.js'

export const bodies = {
  'cut-json': {
    inject({ answer, write, response }) {
      const whole = write(answer())
      // With the length of the half: only the body itself shows that something is missing.
      const { text } = whole
      const half = text.length >> 1
      send(response, { ...whole, text: typeof text === 'string' ? text.slice(0, half) : text.subarray(0, half) })
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
      // As UTF-8 bytes, which a reason phrase must not contain.
      response.writeHead(status, Buffer.from('成功').toString('latin1'), {
        ...headers,
        'content-length': Buffer.byteLength(text),
      })
      response.end(text)
    },
  },
  'empty-200': { inject: ({ answer, write, response }) => send(response, { ...write(answer()), status: 200, text: '' }) },
  // With the counters of the requested page: a reader that only looks at them loses these rows, or ends.
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
