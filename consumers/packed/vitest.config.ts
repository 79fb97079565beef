import { defineConfig } from 'vitest/config'

// Apart from the tests beside it, because all of these need the packages packed and installed first, which takes a while.
export default defineConfig({
  test: { root: import.meta.dirname, globalSetup: './set-up.ts', testTimeout: 120_000, hookTimeout: 120_000 },
})
