import { assert as holds, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { textMask } from '../src/mask/mask-text.js'

const mask = textMask(['Ana-Maria López', 'Bo'])

test.each([
  ['+15550100001', '***01'],
  ['call 555-010-0001 or (555) 010 0002.', 'call ***01 or ***02.'],
  ['0049 30 / 1234567', '***67'],
  ['my number is ٠٥٥٥١٢٣٤٥٦', 'my number is ***٥٦'],
  ['5 5 5 0 1 0 0 0 0 1', '***01'],
  ['five five five oh one oh double zero one two', '***'],
  ['four fifteen five fifty five zero one sixty seven', '***'],
  ['it is four fifteen, five five five, oh one sixty seven', 'it is ***'],
  ['twenty twenty six, for one hundred', 'twenty twenty six, for one hundred'],
  ['+1\u200b555\u200b010\u200b0001', '***01'],
  ['no\u200bbody', 'no\u200bbody'],
  ['a.b@c.example', '***'],
  ['a.b＠c.example, a.b [at] c [dot] example', '***, ***'],
  ['j o s e at example dot com', '***'],
  ['write to john dot doe at example dot com please', 'write to *** please'],
  ['Ana-Maria López, ana-maria, LÓPEZ and Bo', '***, ***, *** and ***'],
  ['Bob met Lópezia', 'Bob met Lópezia'],
  [
    'at 2026-11-20 14:30, on 20.11.2026, for 402 and order 123456',
    'at 2026-11-20 14:30, on 20.11.2026, for 402 and order 123456',
  ],
  ['call 5f008a1f-6284-4213-9123-284213970123 is here', 'call 5f008a1f-6284-4213-9123-284213970123 is here'],
  ['12345678-90', '***90'],
  ['+1-555-010-0001x12', '***01x12'],
  ['one of five failed, two at noon', 'one of five failed, two at noon'],
])('%s becomes %s', (text, masked) => {
  expect(mask(text)).toBe(masked)
})

test('a number is masked wherever it stands, and masking twice is masking once', () => {
  holds(
    property(string({ unit: 'grapheme-ascii' }), string({ unit: 'grapheme-ascii' }), (before, after) => {
      const text = mask(`${before} +15550100001 ${after}`)
      expect(text).not.toContain('5550100001')
      expect(mask(text)).toBe(text)
    }),
  )
})

test.each(['a.'.repeat(200_000), '1'.repeat(400_000), 'a '.repeat(200_000), 'five '.repeat(80_000), '@'.repeat(400_000)])(
  'a text made to be slow is not (%#)',
  (text) => {
    expect(mask(text).length).toBeLessThanOrEqual(text.length)
  },
)

test.each(['Jose here', 'JOSÉ', 'Garcia', 'maria', 'O’Neill', 'oneill', 'neill', 'Jose\u0301', 'Win back Jose'])(
  'a name is masked whatever writes it down: %s',
  (text) =>
    expect(textMask(["José María O'Neill-García"])(text)).toBe(
      text === 'Win back Jose' ? 'Win back ***' : text.replace(/^\S+/, '***'),
    ),
)
