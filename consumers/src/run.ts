import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** A program's stdout. Throws with all of its output if it fails. */
export async function run(program: string, args: readonly string[], folder: string, environment: Record<string, string> = {}) {
  try {
    const { stdout } = await execute(program, args, {
      cwd: folder,
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, NO_COLOR: '1', ...environment },
    })
    return stdout
  } catch (error) {
    // Errors of `execFile` have both streams.
    const { stdout, stderr, message } = error as { stdout?: string; stderr?: string; message: string }
    throw new Error(`${program} ${args.join(' ')} failed: ${message}\n${stdout ?? ''}${stderr ?? ''}`)
  }
}
