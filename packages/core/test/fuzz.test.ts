import fc from 'fast-check'
import { expect, test } from 'vitest'
import { httpError } from '../src/errors/http-error.js'
import { fieldErrors, isCallspecError, providerMessage } from '../src/index.js'
import { nextPosition, pagedOperation } from '../src/paging/page.js'
import { acme } from './acme.js'

const context = {
  known: undefined,
  ids: {},
  descriptor: acme,
  source: 'acme-eu',
  operation: 'GET /calls',
  credentials: 'apiKey and token',
  mask: (text: string) => text.replaceAll('secret', '***'),
  safe: true,
}

const text = fc.oneof(fc.string(), fc.constantFrom('secret', '\u001b[31mred', '\u202eback', 'a\nb', 'x'.repeat(500)))
const shape = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.record(
    { message: fc.oneof(text, fc.jsonValue()), error: fc.oneof(text, fc.jsonValue(), fc.record({ message: text, code: text })) },
    { requiredKeys: [] },
  ),
  fc.record({ message: text, errors: fc.dictionary(text, fc.oneof(text, fc.array(fc.oneof(text, fc.jsonValue())))) }),
)
const headers = fc.dictionary(
  fc.constantFrom('retry-after', 'x-ratelimit-reset', 'x-ratelimit-remaining', 'x-request-id'),
  fc.stringMatching(/^[\x21-\x7e]{0,30}$/),
)

test('of ten thousand random answers every one becomes one error of one line, without the secret', () => {
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 599 }), shape, headers, (status, body, init) => {
      const error = httpError(new Response(null, { status, headers: init }), body, context)
      expect(isCallspecError(error)).toBe(true)
      for (const control of ['\n', '\r', '\u001b']) expect(error.message).not.toContain(control)
      expect(JSON.stringify([error.message, providerMessage(error), fieldErrors(error), error.requestId])).not.toContain('secret')
      if (error.retryAfterMs !== undefined) expect(error.retryAfterMs).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 10_000, seed: 20261120 },
  )
})

test('of ten thousand random counters every page leads on, ends, or is refused with an error', () => {
  const counter = fc.option(fc.oneof(fc.integer(), fc.constantFrom(0, 1, 2)))
  const page = fc.record({
    items: fc.array(fc.constant({}), { maxLength: 3 }),
    body: fc.constant({}),
    total: counter,
    pages: counter,
    hasMore: fc.option(fc.boolean()),
    nextCursor: fc.option(fc.string({ minLength: 1 })),
    position: counter,
    size: counter,
  })
  fc.assert(
    fc.property(page, fc.constantFrom('/calls', '/offsets', '/cursors'), (value, path) => {
      const operation = pagedOperation(acme, path)
      const at = path === '/cursors' ? null : operation.pagination.first
      try {
        const next = nextPosition(operation, at, 10, value)
        if (at === null) expect(next).toBe(value.hasMore === false ? null : value.nextCursor)
        else if (next !== null) expect(next).toBeGreaterThan(at)
      } catch (error) {
        expect(isCallspecError(error)).toBe(true)
      }
    }),
    { numRuns: 10_000, seed: 20261120 },
  )
})
