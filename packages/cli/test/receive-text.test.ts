import { expect, test } from 'vitest'
import { receiverEventText } from '../src/print/receive-text.js'

test('what a hook says makes no lines of its own, and stands in quotes where it is no plain id', () => {
  const id = 'z\r\nretell: FORGED LINE\tx'
  const because = `bolna has no call ${JSON.stringify(id)}`
  expect(receiverEventText({ type: 'failed', source: 'bolna', id, because, again: null }, false)).toBe(
    'bolna: call "z\\r\\nretell: FORGED LINE\\tx" could not be fetched, and is left to sync: bolna has no call "z\\r\\nretell: FORGED LINE\\tx"',
  )
  expect(receiverEventText({ type: 'stored', source: 'bolna', id: 'v3:a-1.2', event: 'call.ended' }, true)).toBe(
    'bolna: hook call.ended of call v3:a-1.2',
  )
})
