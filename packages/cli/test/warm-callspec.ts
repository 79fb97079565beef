import { chooseColor } from '../dist/io/output.js'
import { withholdNodeAdvice } from '../dist/node-advice.js'
import { run } from '../dist/run.js'
import type { Ran } from './run-callspec.js'

// Runs the built command as often as messages ask, one after another: to load it takes a process longer than to do what most tests want.

export interface Asked {
  args: readonly string[]
  cwd: string
  env: Record<string, string>
}

withholdNodeAdvice()
process.once('disconnect', () => process.exit())
process.on('message', async ({ args, cwd, env }: Asked) => {
  // One by one: an environment that takes the place of the old one has no effect on time zones.
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, env)
  process.chdir(cwd)
  chooseColor('auto')
  const ran: Ran = { code: null, stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    process[name].write = (text: string | Uint8Array, ...rest: unknown[]) => {
      ran[name] += typeof text === 'string' ? text : Buffer.from(text).toString()
      const written = rest.find((each) => typeof each === 'function')
      if (written) queueMicrotask(() => written())
      return true
    }
  ran.code = await run(args)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal)
  process.send?.(ran)
})
