import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { AccountSource, WorkEvent } from '../../src/workers/work.ts'

export interface WorkerProcess {
  queue: string
  sources: readonly AccountSource[]
  /** Where passes note their pages. */
  folder: string
  pages: number
  pageMs: number
  timing: { lockMs: number; takeoverCheckMs: number; stopMs: number }
}

/** A page that a worker read. */
export interface ReadPage {
  pid: number
  account: string
  page: number
}

/** A new folder for the pages of a test. */
export function pagesFolder(): { folder: string; read(): ReadPage[] } {
  const folder = mkdtempSync(join(tmpdir(), 'callspec-work-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const log = join(folder, 'log')
  const read = () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []).map((line) => JSON.parse(line))
  return { folder, read }
}

/** Starts a worker process, which is killed when the test ends. */
export function startWorker(options: WorkerProcess) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'worker.ts'), JSON.stringify(options)])
  onTestFinished(() => void child.kill('SIGKILL'))
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text
    })
  }
  const events = (): WorkEvent[] =>
    output.stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
  return {
    pid: child.pid ?? 0,
    events,
    types: () => events().map(({ type }) => type),
    stderr: () => output.stderr,
    async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
      child.kill(signal)
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      return child.exitCode
    },
  }
}
