import { defineConfig } from 'vitest/config'

/** What every package's tests run with. Limits are nets for what hangs, not measures: a busy machine may take its time. */
export default defineConfig({
  test: {
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
  },
})
