import { connect } from 'node:net'
import { join } from 'node:path'
import { program } from './program.ts'
import { startServer, type TestServer } from './start-server.ts'

export interface RedisOptions {
  /** Whether a write is on the disk when it is confirmed (default true). False is faster, and loses every key on a restart after a kill. */
  durable?: boolean
}

export interface TestRedis extends TestServer {
  /** Of database 0, with its password. */
  url: string
  /** The URL of a database that no other caller got. */
  database(): string
}

const PASSWORD = 'redis-password'

/** A Redis of the test's own. */
export async function startRedis({ durable = true }: RedisOptions = {}): Promise<TestRedis> {
  const server = await startServer({
    name: 'redis',
    // Redis makes its files itself.
    prepare() {},
    command(folder, port) {
      const settings = {
        port,
        bind: '127.0.0.1',
        dir: folder,
        pidfile: join(folder, 'pid'),
        requirepass: PASSWORD,
        databases: 1000,
        // BullMQ needs it: a key that is thrown out is a job that is lost.
        'maxmemory-policy': 'noeviction',
        appendonly: durable ? 'yes' : 'no',
        appendfsync: 'always',
      }
      return [
        program('redis-server'),
        ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
        '--save',
        '',
      ]
    },
    fast: 'SIGTERM',
    isReady: answers,
  })
  let databases = 0
  const url = (database: number) => `redis://:${PASSWORD}@127.0.0.1:${server.port}/${database}`
  return { ...server, url: url(0), database: () => url(++databases) }
}

/** Whether it answers a PING: while it reads its files, it says LOADING. */
const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${PASSWORD}\r\nPING\r\n`))
    let answer = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text
      if (answer.split('\r\n').length > 2) socket.end()
    })
    socket.on('error', () => resolve(false)).on('close', () => resolve(answer.includes('+PONG')))
  })
