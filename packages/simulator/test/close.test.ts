// In a process of its own, which ends by itself or not at all.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import type { FaultRule } from '../src/index.js'

// The built package, as a user's test would have it.
const script = (rule: FaultRule): string => `
  import { once } from 'node:events'
  import { connect } from 'node:net'
  import { startSimulator } from '@callspec/simulator'
  const simulator = await startSimulator('butter', { calls: 3, faults: [${JSON.stringify(rule)}] })
  const { hostname, port } = new URL(simulator.baseUrl)
  const socket = connect(port, hostname).on('error', () => undefined)
  // The answer to the head of a request says that it has arrived.
  socket.write('GET /api/calls HTTP/1.1\\r\\nhost: localhost:' + port + '\\r\\nexpect: 100-continue\\r\\n\\r\\n')
  await once(socket, 'data')
  await simulator.close()
  console.log('closed', simulator.requests[0].fault)
`

const rules: FaultRule[] = [
  { fault: 'headers-stalled' },
  { fault: 'body-stalled' },
  { fault: 'slow', value: 2_000_000_000 },
  { fault: 'endless-body' },
  { fault: 'gzip-bomb', value: 1_000_000 },
]

test.each(rules)('a process ends once its simulator is closed in the middle of $fault', async (rule) => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script(rule)], { cwd: import.meta.dirname })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => said.push(text))
  try {
    expect(await once(child, 'close')).toEqual([0, null])
    expect(said.join('')).toBe(`closed ${rule.fault}\n`)
  } finally {
    child.kill('SIGKILL')
  }
})
