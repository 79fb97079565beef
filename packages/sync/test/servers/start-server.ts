import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { giveTo, type ServerUser, serverUser } from './server-user.ts'

export interface TestServer {
  port: number
  /** What it keeps, and its output in `log`. */
  folder: string
  /** Ends it: as an administrator does, or as a power cut does. Connections are cut. */
  stop(how?: 'fast' | 'kill'): Promise<void>
  /** Starts it again, on the same folder and port. */
  start(): Promise<void>
  /** Ends it and removes its folder. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** What is particular to one kind of server. */
export interface ServerKind {
  name: string
  /** Makes what the server needs in its folder. */
  prepare(folder: string, user: ServerUser): void
  /** The program and its arguments. Has to write its process id into the first line of `pid`. */
  command(folder: string, port: number): [program: string, ...args: string[]]
  /** What asks it to end at once, in good order. */
  fast: NodeJS.Signals
  /** What it says in its log where processes of one that was killed have not ended yet. */
  held?: string
  /** Whether it answers. */
  isReady(port: number): Promise<boolean>
}

/** Longer than any start that was seen, with other tests beside it. */
const START_MS = 60_000

/** Starts a server in a temporary folder on a free port of loopback. It ends with this process, however that ends. */
export async function startServer(kind: ServerKind): Promise<TestServer> {
  const user = serverUser()
  const folder = mkdtempSync(join(tmpdir(), `callspec-${kind.name}-`))
  giveTo(user, folder)
  const guard = guardFolder(folder)
  try {
    kind.prepare(folder, user)
    const port = await freePort()
    const running = { process: await run(kind, folder, port, user) }
    const stop = async (how: 'fast' | 'kill' = 'fast') => {
      const { process } = running
      if (process.exitCode !== null || process.signalCode !== null) return
      // Somebody waits for its end now.
      process.ref()
      process.kill(how === 'kill' ? 'SIGKILL' : kind.fast)
      await once(process, 'exit')
      rmSync(join(folder, 'pid'), { force: true })
    }
    const close = async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
      guard.stdin?.end()
    }
    const start = async () => {
      await stop()
      running.process = await run(kind, folder, port, user)
    }
    return { port, folder, stop, start, close, [Symbol.asyncDispose]: close }
  } catch (error) {
    // Its input ends, and so it tidies up.
    guard.stdin?.end()
    throw error
  }
}

async function run(
  kind: ServerKind,
  folder: string,
  port: number,
  user: ServerUser,
  until = Date.now() + START_MS,
): Promise<ChildProcess> {
  const [program, ...args] = kind.command(folder, port)
  const log = join(folder, 'log')
  const output = openSync(log, 'a')
  const server = spawn(program, args, { ...user, cwd: folder, stdio: ['ignore', output, output] })
  closeSync(output)
  while (!(await accepts(port)) || !(await kind.isReady(port))) {
    const ended = server.exitCode !== null || server.signalCode !== null
    if (ended || Date.now() > until) {
      server.kill('SIGKILL')
      const said = readFileSync(log, 'utf8').slice(-4000)
      if (kind.held !== undefined && said.includes(kind.held) && Date.now() < until) return run(kind, folder, port, user, until)
      throw new Error(`${kind.name} ${ended ? 'ended while starting' : `did not start in ${START_MS} ms`}:\n${said}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  // It keeps no test process alive.
  server.unref()
  return server
}

const accepts = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    }).on('error', () => resolve(false))
  })

/** A process of its own that outlives this one: when its input ends, because this process ended, it ends the server and removes the folder. */
function guardFolder(folder: string): ChildProcess {
  const script = `cat >/dev/null
    pid=$(head -n 1 "$1/pid" 2>/dev/null) && kill -QUIT "$pid" 2>/dev/null && { sleep 1; kill -KILL "$pid" 2>/dev/null; }
    rm -rf "$1"`
  const guard = spawn('/bin/sh', ['-c', script, 'guard', folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  guard.unref()
  return guard
}
