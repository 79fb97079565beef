import { defineConfig, mergeConfig } from 'vitest/config'
import shared from '../../vitest.config.ts'

// Separate from the other tests, because all of these first need the packages packed and installed, which takes a while.
export default mergeConfig(shared, defineConfig({ test: { root: import.meta.dirname, globalSetup: './set-up.ts' } }))
