import { expect, test } from 'vitest'
import { accessText } from '../src/print/access-text.js'
import { callspec } from './run-callspec.js'

test.each([
  [undefined, ''],
  [{ access: ['public'] as const }, '; its address is open to anyone who has it'],
  [{ access: ['signed'] as const, expiresAfterSeconds: 5400 }, '; its address is signed and expires after 1.5 h'],
  [
    { access: ['authenticated', 'signed'] as const },
    '; its address is open with the credentials of the account only, or signed and expires',
  ],
])('what opens a recording, in words: %o', (access, text) => {
  expect(accessText(access)).toBe(text)
})

test('explain and providers say what opens a recording, where that is documented', async () => {
  const env = { RETELL_API_KEY: 'k', BUTTER_API_KEY: 'k' }
  const words = 'its address is open to anyone who has it, or signed and expires after 24 h'
  const texts = [
    await callspec(['explain', '--full', '--source', 'retell', '--include', 'recording'], { env }),
    await callspec(['providers', 'retell'], { env }),
  ].map(({ stdout }) => stdout.replace(/\s+/g, ' '))
  for (const text of texts) expect(text).toContain(words)
  const { stdout } = await callspec(['providers', 'butter'], { env })
  expect(stdout).not.toContain('its address')
})
