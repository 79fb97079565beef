import { expect, test } from 'vitest'
import { findJsonMistake } from '../src/config/json-mistake.js'

test.each([
  ['', { line: 1, column: 1, expected: 'a value' }],
  ['{"a": 1,}', { line: 1, column: 9, expected: 'a name in double quotes' }],
  ['{a: 1}', { line: 1, column: 2, expected: 'a name in double quotes or }' }],
  ['{"a" 1}', { line: 1, column: 6, expected: 'a colon' }],
  ['{"a": }', { line: 1, column: 7, expected: 'a value' }],
  ['[1, ]', { line: 1, column: 5, expected: 'a value' }],
  ['[1 2]', { line: 1, column: 4, expected: 'a comma or ]' }],
  ['[}', { line: 1, column: 2, expected: 'a value or ]' }],
  ['{\r\n  "a": [\r\n    01\r\n]}', { line: 3, column: 6, expected: 'a comma or ]' }],
  ['{"a": "no end}', { line: 1, column: 7, expected: 'a value' }],
  ['{"a": 1} x', { line: 1, column: 10, expected: 'the end' }],
  ['{"a": 1', { line: 1, column: 8, expected: 'a comma or }' }],
  ['[TRUE]', { line: 1, column: 2, expected: 'a value or ]' }],
  ['[1}', { line: 1, column: 3, expected: 'a comma or ]' }],
  ['{"a", 1}', { line: 1, column: 5, expected: 'a colon' }],
  ["{'a': 1}", { line: 1, column: 2, expected: 'a name in double quotes or }' }],
])('%j is no JSON, and the place is known', (text, mistake) => {
  expect(() => JSON.parse(text)).toThrow(SyntaxError)
  expect(findJsonMistake(text)).toEqual(mistake)
})

test.each(['{}', ' [ ] ', '{"a": [1, -2.5e3, {"b": null}], "c": "\\u00e9\\n"}', 'true'])('%j is JSON', (text) => {
  JSON.parse(text)
  expect(findJsonMistake(text)).toBeUndefined()
})
