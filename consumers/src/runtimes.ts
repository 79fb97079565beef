import { join } from 'node:path'
import type { Platforms } from '../project/list-calls.ts'
import { run } from './run.ts'

const modules = join(import.meta.dirname, '../runtimes/node_modules')

/** Command lines of the runtimes that run a file. */
const COMMANDS: Record<string, [program: string, ...args: string[]]> = {
  'Node 22.12': [join(modules, 'node-22/bin/node')],
  'Node 24': [join(modules, 'node-24/bin/node')],
  'Node 26': [process.execPath],
  Deno: [
    join(modules, '@deno/linux-x64-glibc/deno'),
    ...['run', '--cached-only', '--node-modules-dir=manual', '--allow-read', '--allow-env', '--allow-net=127.0.0.1'],
  ],
  Bun: [join(modules, '@oven/bun-linux-x64/bin/bun'), 'run', '--no-install'],
}
export const RUNTIMES = Object.keys(COMMANDS)

/** The output of the consumer's program: as an ES module, or as CommonJS that requires ES modules. */
export async function runIn(runtime: string, folder: string, kind: 'esm' | 'cjs', platforms: Platforms): Promise<unknown> {
  const [program, ...args] = COMMANDS[runtime] ?? [runtime]
  const file = `compiled/list-calls.${kind === 'esm' ? 'js' : 'cjs'}`
  return JSON.parse(await run(program, [...args, file], folder, { CALLSPEC_PLATFORMS: JSON.stringify(platforms) }))
}
