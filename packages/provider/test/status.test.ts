import { describe, expect, it } from 'vitest'
import { requestPerWord, statusWords } from '../src/filters.js'
import { toStatus } from '../src/map/status.js'
import type { Status } from '../src/model/call.js'

const OWN: Record<string, Status> = { done: 'completed', missed: 'no_answer', ended: 'failed' }

describe('Status words that one platform alone has', () => {
  it.each([
    ['done', 'completed'],
    ['missed', 'no_answer'],
    // They come before what the word says elsewhere, and exactly as on the wire.
    ['ended', 'failed'],
    ['ENDED', 'completed'],
    ['DONE', 'unknown'],
    ['busy', 'busy'],
    ['constructor', 'unknown'],
    [null, 'unknown'],
  ])('%s is %s', (word, status) => {
    expect(toStatus(word, OWN)).toBe(status)
  })

  it('are unknown at any other platform, in whatever order the two are asked', () => {
    expect([toStatus('missed'), toStatus('missed', OWN), toStatus('missed')]).toEqual(['unknown', 'no_answer', 'unknown'])
  })

  it('are pushed down as they are', () => {
    const push = (...wanted: Status[]) => requestPerWord('state', statusWords(wanted, Object.keys(OWN), OWN))
    expect(push('completed', 'no_answer')).toEqual([{ query: { state: 'done' } }, { query: { state: 'missed' } }])
    expect(push('queued')).toBe('nothing')
    expect(push('unknown')).toBeNull()
  })
})
