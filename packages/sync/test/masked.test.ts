import { expect, test } from 'vitest'
import { isTemporary } from '../src/workers/is-temporary.ts'
import { maskedMessage, maskedUrls } from '../src/workers/masked.ts'

test.each([
  ['redis://:secret@host:6379/0', 'redis://:***@host:6379/0'],
  ['rediss://me:secret@host', 'rediss://me:***@host'],
  ['postgres://me:s%40c:ret@host/db?sslmode=require', 'postgres://me:***@host/db?sslmode=require'],
  ['postgres://me:s@cret@host/db', 'postgres://me:***@host/db'],
  ['postgres://host/db?user=me&password=secret&sslpassword=more', 'postgres://host/db?user=me&password=***&sslpassword=***'],
  ['redis://host', 'redis://host'],
])('%s is shown as %s', (url, shown) => {
  expect(maskedUrls(`connect to ${url} failed`)).toBe(`connect to ${shown} failed`)
})

test('a message is one line of bounded length, also of an error that only holds others', () => {
  expect(maskedMessage(new Error('one\n  two'))).toBe('one two')
  expect(
    maskedMessage(new AggregateError([new Error('connect ECONNREFUSED ::1:1'), new Error('connect ECONNREFUSED 127.0.0.1:1')])),
  ).toBe('connect ECONNREFUSED ::1:1, connect ECONNREFUSED 127.0.0.1:1')
  expect(maskedMessage(new Error('x'.repeat(5000)))).toHaveLength(500)
})

const withCode = (code: string, cause?: unknown) => Object.assign(new Error(code, { cause }), { code })

test.each([
  ['a refused connection', withCode('ECONNREFUSED'), true],
  ['a server that shuts down', withCode('57P01'), true],
  ['a server that is full', withCode('53300'), true],
  ['a cause of another error', new Error('The copy cannot be written.', { cause: withCode('08006') }), true],
  ['one of several addresses', new AggregateError([withCode('ETIMEDOUT')]), true],
  ['a lost connection of pg', new Error('Connection terminated unexpectedly'), true],
  ['a missing table', withCode('42P01'), false],
  ['a wrong password', withCode('28P01'), false],
  ['a full disk', withCode('ENOSPC'), false],
  ['a revoked key', new Error('401 unauthorized'), false],
  ['no error', 'ECONNREFUSED', false],
])('%s may pass by itself or not', (_, error, expected) => {
  expect(isTemporary(error)).toBe(expected)
})
