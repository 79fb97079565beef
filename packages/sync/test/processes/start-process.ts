import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** A process of its own that runs a script of this folder with one argument, a value as JSON. Its output is collected. */
export interface TestProcess {
  child: ChildProcess
  /** The next message that it sends. Fails if it ends before. */
  message(): Promise<unknown>
  /** Its exit code once it has ended; `null` if it was killed. */
  exit: Promise<number | null>
  /** What it wrote to stderr. */
  errors(): string
}

export function startProcess(script: string, job: unknown): TestProcess {
  const child = fork(join(import.meta.dirname, script), [JSON.stringify(job)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let errors = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const messages: unknown[] = []
  child.on('message', (message) => messages.push(message))
  const exit = once(child, 'close').then(([code]) => code as number | null)
  const message = async () => {
    while (messages.length === 0) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${script} ended: ${errors}`)
      await Promise.race([once(child, 'message'), exit])
    }
    return messages.shift()
  }
  return { child, message, exit, errors: () => errors }
}
