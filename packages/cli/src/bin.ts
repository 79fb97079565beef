#!/usr/bin/env node
import { flush } from './output.js'
import { run } from './run.js'

const exitCode = await run(process.argv.slice(2))
await flush()
// Not left to itself: the connection of a request that was given up can stay open for minutes.
process.exit(exitCode)
