import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../src/run.ts'
import { providers, root } from '../src/specs.ts'

test('the check of an unknown provider says in one line which there are', () => {
  const { ok, output } = run('node', [join(root, 'scripts/src/check.ts'), 'nobody', '--no-tests'])
  expect(ok).toBe(false)
  expect(output).toBe(
    `"nobody" is no provider. Known: ${providers().join(', ')}. Fix: pnpm new-provider nobody, or pnpm check for everything.\n`,
  )
})
