import { defineConfig } from 'vitest/config'

// Separate from the other tests, because all of these first need the packages packed and installed, which takes a while.
export default defineConfig({
  test: { root: import.meta.dirname, globalSetup: './set-up.ts', testTimeout: 120_000, hookTimeout: 120_000 },
})
