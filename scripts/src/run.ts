import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { root } from './specs.ts'

export interface Outcome {
  ok: boolean
  output: string
  /** What to say of it in two words. */
  summary?: string
}

/** Runs a program of the repository on its own Node, or pnpm, and waits for it. Telemetry is off. */
export function run(program: string, args: string[], folder = root, environment: Record<string, string> = {}): Outcome {
  const bin = join(root, 'node_modules/.bin')
  // pnpm installed the others, and is on the path of its scripts.
  const path = program === 'node' ? process.execPath : program === 'pnpm' ? program : join(bin, program)
  const { status, stdout, stderr, error } = spawnSync(path, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
      DO_NOT_TRACK: '1',
      TURBO_TELEMETRY_DISABLED: '1',
      REDOCLY_TELEMETRY: 'off',
      REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
      ...environment,
    },
  })
  return { ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}${error ? `${error.message}\n` : ''}` }
}
