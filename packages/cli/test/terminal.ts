import { spawn } from 'node:child_process'
import { once } from 'node:events'
import xterm from '@xterm/headless'
import { BIN } from './run-callspec.ts'

export interface TerminalOptions {
  cwd: string
  columns?: number
  rows?: number
  env?: Record<string, string>
}

/** The command in a terminal. */
export interface TestTerminal {
  /** The lines that a person sees, and those above that have gone up, without blanks at their ends. */
  screen(): string[]
  /** Everything that the terminal got. */
  received(): string
  /** Types. */
  type(keys: string): void
  /** The exit code, as the shell says it. */
  exit: Promise<number>
}

/** Runs the built command in a real pseudo-terminal, that of `script` of util-linux, whose output a terminal emulator reads. */
export function startInTerminal(args: readonly string[], options: TerminalOptions): TestTerminal {
  const { cwd, columns = 80, rows = 30, env = {} } = options
  const terminal = new xterm.Terminal({ cols: columns, rows, scrollback: 5000, allowProposedApi: true })
  const command = [process.execPath, BIN, ...args].map((word) => `'${word}'`).join(' ')
  const child = spawn('script', ['-qec', `stty cols ${columns} rows ${rows}; ${command}`, '/dev/null'], {
    cwd,
    env: { PATH: process.env.PATH ?? '', TERM: 'xterm-256color', SHELL: '/bin/sh', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let received = ''
  let written: Promise<void> = Promise.resolve()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    received += text
    written = new Promise((resolve) => terminal.write(text, resolve))
  })
  const exit = once(child, 'close').then(async ([code]) => {
    await written
    // It ends before its child process only if that is killed.
    return code as number
  })
  const screen = () => {
    const { active } = terminal.buffer
    const lines = Array.from({ length: active.length }, (_, index) => active.getLine(index)?.translateToString(true) ?? '')
    return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1)
  }
  return { screen, received: () => received, type: (keys) => void child.stdin.write(keys), exit }
}
