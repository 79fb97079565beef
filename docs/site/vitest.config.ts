import { defineConfig, mergeConfig } from 'vitest/config'
import shared from '../../vitest.config.ts'

// A page mostly waits: for its own scripts, for the network to fall silent.
export default mergeConfig(
  shared,
  defineConfig({ test: { include: ['test/**/*.test.ts'], fileParallelism: false, maxConcurrency: 4 } }),
)
