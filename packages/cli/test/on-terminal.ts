import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { stripVTControlCharacters } from 'node:util'

export interface TerminalRun {
  argv: readonly string[]
  cwd: string
  env?: Record<string, string>
  columns?: number
  /** What to wait for, and the keys to type then. */
  steps: readonly (readonly [wait: string, keys: string])[]
}

/** Runs a program on a pseudo-terminal and types. Resolves with all that was shown, also without escape sequences, and the exit code. */
export async function onTerminal({ env = {}, ...run }: TerminalRun): Promise<{ shown: string; raw: string; code: number }> {
  const job = { ...run, env: { PATH: process.env.PATH, TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env } }
  const driver = spawn('python3', [join(import.meta.dirname, 'typed-terminal.py'), JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { output, code, missing } = JSON.parse(await text(driver.stdout))
  if (missing !== undefined) throw new Error(`"${missing}" was never shown, but: ${stripVTControlCharacters(output)}`)
  return { shown: stripVTControlCharacters(output), raw: output, code }
}
