import { describe, expect, test } from 'vitest'
import type { PartSource } from '../src/definition.js'
import type { CallParts, Part } from '../src/model/call.js'
import { type PartState, partState } from '../src/model/part-state.js'
import { PARTS } from '../src/model/words.js'

const providerWith = (from: PartSource) => ({
  definition: { parts: { transcript: from, analysis: from, recording: from, cost: from } },
})

/** Each part as a platform tells it. */
const TOLD: Record<Part, CallParts> = {
  transcript: { transcript: null, transcriptText: 'Hello' },
  analysis: { analysis: { summary: null, successful: true, sentiment: null } },
  recording: { recordingUrl: 'https://platform.example/1.mp3' },
  cost: { cost: { amount: '0', unit: 'USD' } },
}

const UNTOLD: CallParts = { transcript: null, transcriptText: null, analysis: null, recordingUrl: null, cost: null }

describe.each(PARTS)('the %s', (part) => {
  // Columns: told, null, absent, absent and in missing.
  test.each<[PartSource, PartState, PartState, PartState, PartState]>([
    ['row', 'here', 'not_yet', 'not_asked', 'failed'],
    ['get', 'here', 'not_yet', 'not_asked', 'failed'],
    [{ inputs: {} }, 'here', 'not_yet', 'not_asked', 'failed'],
    ['never', 'here', 'never', 'never', 'never'],
  ])('that comes from %j is told apart', (from, ...expected) => {
    const provider = providerWith(from)
    const calls = [TOLD[part], UNTOLD, {}, { missing: [part] }]
    expect(calls.map((call) => partState(provider, call, part))).toEqual(expected)
  })

  test('failed only if it is the one that is missing', () => {
    const others = PARTS.filter((other) => other !== part)
    expect(partState(providerWith('get'), { missing: others }, part)).toBe('not_asked')
  })
})

test('a transcript is here by its turns or its text, and may still come as long as it has no word', () => {
  const of = (transcript: CallParts) => partState(providerWith('row'), transcript, 'transcript')
  expect(of({ transcript: [{ speaker: 'agent', text: 'Hello', at: null, offsetSeconds: null }], transcriptText: null })).toBe(
    'here',
  )
  expect(of({ transcript: null, transcriptText: 'Hello' })).toBe('here')
  expect(of({ transcript: [], transcriptText: '' })).toBe('not_yet')
  expect(of({ transcript: null })).toBe('not_yet')
})
