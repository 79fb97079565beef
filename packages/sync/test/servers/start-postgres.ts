import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { program } from './program.ts'
import { queryPostgres } from './query-postgres.ts'
import { giveTo } from './server-user.ts'
import { startServer, type TestServer } from './start-server.ts'

export interface PostgresOptions {
  /** Whether a commit is on the disk when it is confirmed (default true). False is faster, and loses commits only to a power cut. */
  durable?: boolean
}

export interface TestPostgres extends TestServer {
  /** Of the database `postgres`, with its password. */
  url: string
  /** Makes an empty database, and returns its URL. */
  database(): Promise<string>
}

const PASSWORD = 'postgres-password'

/** A PostgreSQL of the test's own. */
export async function startPostgres({ durable = true }: PostgresOptions = {}): Promise<TestPostgres> {
  const server = await startServer({
    name: 'postgres',
    prepare(folder, user) {
      const passwordFile = join(folder, 'password')
      writeFileSync(passwordFile, PASSWORD)
      giveTo(user, passwordFile)
      const args = ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile]
      execFileSync(program('initdb'), [...args, '-E', 'UTF8', '--no-locale', '--no-sync'], {
        ...user,
        cwd: folder,
        stdio: 'pipe',
      })
    },
    held: 'pre-existing shared memory block',
    command(folder, port) {
      const settings = {
        external_pid_file: join(folder, 'pid'),
        listen_addresses: '127.0.0.1',
        unix_socket_directories: '',
        max_connections: 200,
        // Several servers share the machine.
        shared_buffers: '64MB',
        ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
      }
      const set = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
      return [program('postgres'), '-D', join(folder, 'data'), '-p', String(port), ...set]
    },
    fast: 'SIGINT',
    isReady: (port) => queryPostgres(urlOf(port), 'SELECT 1').then(...ANSWERS),
  })
  let databases = 0
  return {
    ...server,
    url: urlOf(server.port),
    async database() {
      // Another caller may come while this one waits.
      const name = `test_${++databases}`
      await queryPostgres(urlOf(server.port), `CREATE DATABASE ${name}`)
      return urlOf(server.port, name)
    },
  }
}

const urlOf = (port: number, database = 'postgres') => `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${database}`

/** It listens before it is ready to answer. */
const ANSWERS = [() => true, () => false] as const
