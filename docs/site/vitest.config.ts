import { defineConfig } from 'vitest/config'

// A page mostly waits: for its own scripts, for the network to fall silent.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    fileParallelism: false,
    maxConcurrency: 4,
    testTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 60_000,
  },
})
