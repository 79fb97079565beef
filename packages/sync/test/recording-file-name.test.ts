import { join, normalize, sep } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordingFileName } from '../src/recordings/recording-file-name.js'

test('a file is named after source and id as far as they are plain', () => {
  expect(recordingFileName('butter', 'call_0123-abc')).toMatch(/^butter\.call_0123-abc\.[0-9a-f]{32}$/)
  expect(recordingFileName('acme eu', 'CA/../x:1')).toMatch(/^acme-eu\.ca-x-1\.[0-9a-f]{32}$/)
})

const hostile = [
  '..',
  '.',
  '',
  '/etc/passwd',
  '../../x',
  'a/b',
  'a\\b',
  'a:b',
  'con',
  'x\0y',
  'x\ny',
  '-rf',
  '.hidden',
  'é',
  'e\u0301',
  '\ud800',
  'x'.repeat(300),
  'x'.repeat(301),
  'ID',
  'id',
  'Id',
]

test('no id leads out of the folder, is too long for a file, or shares one, even where case does not count', () => {
  const names = hostile.flatMap((id) => [recordingFileName('s', id), recordingFileName(id, 's')])
  expect(new Set(names.map((name) => name.toLowerCase().normalize('NFC'))).size).toBe(names.length)
})

test('source and id are told apart', () => {
  expect(recordingFileName('a', 'b.c')).not.toBe(recordingFileName('a.b', 'c'))
  expect(recordingFileName('a', 'b')).not.toBe(recordingFileName('b', 'a'))
})

test('every name is one short, plain segment', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...hostile))
  fc.assert(
    fc.property(text, text, text, text, (source, id, otherSource, otherId) => {
      const name = recordingFileName(source, id)
      expect(name).toMatch(/^[a-z0-9_][a-z0-9._-]*$/)
      expect(name.length).toBeLessThanOrEqual(160)
      expect(normalize(join('folder', `${name}.part.json`)).split(sep)).toHaveLength(2)
      expect(name === recordingFileName(otherSource, otherId)).toBe(source === otherSource && id === otherId)
    }),
    { numRuns: 500 },
  )
})
