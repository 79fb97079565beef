import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// The one feature that older runtimes lack: Node 20 fails with the same message.
const OLD = 'delete Promise.withResolvers'

test.each([
  ['a client', "const { createButter } = await import('@callspec/butter'); createButter({ apiKey: 'k' })", 'callspec needs'],
  ['a source', "const { butter } = await import('@callspec/butter'); butter({ apiKey: 'k' })", 'callspec needs'],
  ['a log', "const { callLog } = await import('callspec'); callLog([])", 'callspec needs'],
  [
    'a simulator',
    "const { startSimulator } = await import('@callspec/simulator'); await startSimulator('butter')",
    'The simulators need',
  ],
])('%s says in one line that the runtime is too old', (_, code, begins) => {
  const program = `${OLD}; try { ${code} } catch (error) { console.log(error.message) }`
  const cwd = join(import.meta.dirname, '..')
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { cwd, encoding: 'utf8' })
  expect(stdout).toMatch(new RegExp(`^${begins} Node 22\\.12 or newer[^\\n]*\\.\\n$`))
})
