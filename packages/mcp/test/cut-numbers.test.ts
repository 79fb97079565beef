import { expect, test } from 'vitest'
import { maskCutNumbers, maskCutNumbersIn } from '../src/mask/cut-numbers.ts'

/** `a: …` is the agent's, `c: …` the customer's. */
function maskedLines(lines: readonly string[]): string[] {
  const texts = maskCutNumbers(lines.map((line) => ({ speaker: line.slice(0, 3), text: line.slice(3) })))
  return texts.map((text, index) => `${lines[index]!.slice(0, 3)}${text}`)
}

test.each([
  [
    ['c: My number is 555 010', 'a: Yes?', 'c: 0001.'],
    ['c: My number is ***', 'a: Yes?', 'c: ***.'],
  ],
  [
    ['c: It is five five five', 'a: Okay.', 'c: oh one oh', 'a: Mhm.', 'c: double zero one two, please.'],
    ['c: It is ***', 'a: Okay.', 'c: ***', 'a: Mhm.', 'c: ***, please.'],
  ],
  [
    ['a: Is it five five five', 'c: Yes.', 'a: oh one, 00 01?'],
    ['a: Is it ***', 'c: Yes.', 'a: ***?'],
  ],
  [
    ['c: +1 (555)', 'c: 010-', 'c: and 0001'],
    ['c: ***)', 'c: ***-', 'c: and ***'],
  ],
  [
    ['c: It is 55\u200b5 010\u200b', 'a: Yes?', 'c: \u20600001\u200b'],
    ['c: It is ***\u200b', 'a: Yes?', 'c: \u2060***\u200b'],
  ],
  [
    ['c: 555 010', 'a: Go on.', 'c: 0001. The other one is 555 01', 'a: Yes', 'c: 00 002'],
    ['c: ***', 'a: Go on.', 'c: ***. The other one is ***', 'a: Yes', 'c: ***'],
  ],
])('%j become %j', (lines, masked) => {
  expect(maskedLines(lines)).toEqual(masked)
  // A transcript that is one text has the same lines.
  expect(maskCutNumbersIn(lines.join('\n'))).toBe(masked.join('\n'))
})

test.each([
  // Too short for a number.
  [['c: I am in room 402', 'a: Which floor?', 'c: 4.']],
  // Whole, so that the mask of a text finds it.
  [['c: 555-010-0001', 'a: Yes?', 'c: 5.']],
  // A sentence of its own.
  [['c: The order is 452 118', 'a: Yes?', 'c: 12 of them came, 30 did not.']],
  // Said by two.
  [['c: 555 010', 'a: 0001']],
  // Somebody said something else between.
  [['c: 555 010', 'c: no, wait', 'c: 0001']],
])('%j stay', (lines) => {
  expect(maskedLines(lines)).toEqual(lines)
  expect(maskCutNumbersIn(lines.join('\n'))).toBe(lines.join('\n'))
})

test.each(['1 '.repeat(200_000), 'five '.repeat(80_000), '1'.repeat(400_000), '('.repeat(400_000)])(
  'a text made to be slow is not (%#)',
  (text) => {
    const made = [`c: ${text}x`, `c: ${text}`, `c: ${text}`]
    expect(maskedLines(made).join('').length).toBeLessThanOrEqual(made.join('').length + 12)
  },
)

test('neither is one of many lines and many who speak', () => {
  const text = Array.from({ length: 50_000 }, (_, index) => `Speaker ${index}: 555 010\nSpeaker ${index}: 0001`).join('\n')
  expect(maskCutNumbersIn(text)).toBe(text.replaceAll(': 555 010', ': ***').replaceAll(': 0001', ': ***'))
})
