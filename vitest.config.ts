import { defineConfig } from 'vitest/config'
import { RetriedTests } from './scripts/src/retried-tests.ts'

/** What every package's tests run with. Limits are nets for what hangs, not measures: a busy machine may take its time. */
export default defineConfig({
  test: {
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
    // On a machine that others share, one stalled process among twelve thousand tests must not cost a run; it is told at the end.
    retry: process.env['CI'] ? 1 : 0,
    reporters: ['default', new RetriedTests()],
  },
})
