import { nextCursor } from '@callspec/core'
import { expect, it } from 'vitest'
import { plainPlatform } from './plain-platform.js'

const pagination = {
  type: 'cursor',
  in: 'query',
  input: 'cursor',
  sizeInput: 'limit',
  first: 0,
  maxSize: 5,
  items: ['rows'],
  itemId: 'id',
  order: { field: 'created_at', direction: 'descending', documented: true },
  next: nextCursor,
  nextCursor: ['next'],
} as const

const row = { id: 'a', created_at: '2026-11-20T12:00:00Z', status: 'ended' }

it('the status of a call is what the word of its row says, unless the mapping tells it from more', () => {
  expect(plainPlatform({ pagination }).toCall(row)).toMatchObject({ status: 'completed', rawStatus: 'ended', isFinal: true })
  const fromTwo = plainPlatform({ pagination, map: () => ({ status: 'no_answer' }) })
  expect(fromTwo.toCall(row)).toMatchObject({ status: 'no_answer', rawStatus: 'ended', isFinal: true })
  const open = plainPlatform({ pagination, map: () => ({ status: 'ringing' }) })
  expect(open.toCall(row)).toMatchObject({ status: 'ringing', rawStatus: 'ended', isFinal: false })
})

it('a duration that the platform does not tell stays null, whatever the stamps say', () => {
  const ended = plainPlatform({ pagination, map: () => ({ endedAt: '2026-11-20T12:02:00.000Z' }) })
  expect(ended.toCall(row)).toMatchObject({ endedAt: '2026-11-20T12:02:00.000Z', durationSeconds: null })
})
