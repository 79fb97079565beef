import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, join } from 'node:path'
import { root } from './specs.ts'

export interface Outcome {
  ok: boolean
  output: string
  /** What to say of it in two words. */
  summary?: string
}

type Arguments = [program: string, args: string[], folder?: string, environment?: Record<string, string>]

/** Runs a program of the repository on its own Node, or pnpm, and waits for it. Telemetry is off. */
export function run(...what: Arguments): Outcome {
  const { path, args, options } = command(...what)
  const { status, stdout, stderr, error } = spawnSync(path, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}${error ? `${error.message}\n` : ''}` }
}

/** The same beside others. */
export async function runBeside(...what: Arguments): Promise<Outcome> {
  const { path, args, options } = command(...what)
  const process = spawn(path, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    process[name].setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text
    })
  try {
    const [status] = await once(process, 'close')
    return { ok: status === 0, output: texts.stdout + texts.stderr }
  } catch (error) {
    return { ok: false, output: `${texts.stdout}${texts.stderr}${error instanceof Error ? error.message : error}\n` }
  }
}

function command(...[program, args, folder = root, environment = {}]: Arguments) {
  const bin = join(root, 'node_modules/.bin')
  // pnpm installed the others, and is on the path of its scripts.
  const path = program === 'node' ? process.execPath : program === 'pnpm' ? program : join(bin, program)
  const env = {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
    DO_NOT_TRACK: '1',
    // Half of what a script takes is to compile what it imports.
    NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node'),
    TURBO_TELEMETRY_DISABLED: '1',
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    ...environment,
  }
  return { path, args, options: { cwd: folder, env } }
}
