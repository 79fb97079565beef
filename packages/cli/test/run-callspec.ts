import { type ChildProcess, fork, spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Asked } from './warm-callspec.js'

export const BIN = join(import.meta.dirname, '../dist/bin.js')

export interface Ran {
  code: number | null
  stdout: string
  stderr: string
}

export interface RunOptions {
  cwd?: string
  /** The whole environment, so that no key of the developer takes part. */
  env?: Record<string, string>
}

/** Processes that have run the command and now wait to run it again. */
const idle: ChildProcess[] = []

/**
 * Runs the built command to its end, in a process that may have run it before: where that matters, as with warnings, what is loaded and documented rate
 * limits, `callspecAlone` does.
 */
export async function callspec(args: readonly string[], { cwd = folder(), env = {} }: RunOptions = {}): Promise<Ran> {
  const child = idle.pop() ?? fork(join(import.meta.dirname, 'warm-callspec.ts'), { env: {}, stdio: 'inherit' })
  const asked: Asked = { args, cwd, env }
  const ran = await new Promise<Ran>((resolve, reject) => {
    const failed = (code: number | null) =>
      reject(new Error(`The process ended with ${code} while it ran callspec ${args.join(' ')}.`))
    child.once('exit', failed).once('message', (message) => {
      child.off('exit', failed)
      // All that it ever sends.
      resolve(message as Ran)
    })
    child.send(asked)
  })
  idle.push(child)
  return ran
}

/** Runs the built command to the end of its own process. */
export function callspecAlone(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = startCallspec(args, options)
  const ran: Ran = { code: null, stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    ran.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    ran.stderr += text
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...ran, code })))
}

export function startCallspec(args: readonly string[], { cwd = folder(), env = {} }: RunOptions = {}) {
  return spawn(process.execPath, [BIN, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** A new empty folder. */
export const folder = () => mkdtempSync(join(tmpdir(), 'callspec-cli-'))

/** A new folder with a configuration that only its owner can read. */
export function folderWith(config: unknown, mode = 0o600): string {
  const cwd = folder()
  const text = typeof config === 'string' ? config : JSON.stringify(config)
  writeFileSync(join(cwd, 'callspec.config.json'), text, { mode })
  return cwd
}
