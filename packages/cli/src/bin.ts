#!/usr/bin/env node
import { withholdNodeAdvice } from './node-advice.js'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 12)) {
  console.error(`callspec needs Node 22.12 or newer, this is ${process.versions.node}.`)
  process.exit(2)
}

withholdNodeAdvice()
// Loaded here: Node advises while modules load as well.
const [{ run }, { flush }] = await Promise.all([import('./run.js'), import('./io/output.js')])
const exitCode = await run(process.argv.slice(2))
await flush()
// Exit explicitly: the connection of an abandoned request can stay open for minutes.
process.exit(exitCode)
