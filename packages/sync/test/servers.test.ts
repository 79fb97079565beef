import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPostgres, type TestPostgres } from './servers/start-postgres.ts'
import { startRedis, type TestRedis } from './servers/start-redis.ts'

let postgres: TestPostgres
let redis: TestRedis

beforeAll(async () => {
  ;[postgres, redis] = await Promise.all([startPostgres(), startRedis()])
})
afterAll(() => Promise.all([postgres?.close(), redis?.close()]))

async function rows(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

describe('the servers of the tests', () => {
  test.for(['kill', 'fast'] as const)('Postgres keeps what it confirmed when it is ended (%s) and started again', async (how) => {
    const url = await postgres.database()
    await rows(url, 'CREATE TABLE kept (name text)')
    await rows(url, `INSERT INTO kept VALUES ('here')`)
    await postgres.stop(how)
    await expect(rows(url, 'SELECT name FROM kept')).rejects.toThrow('ECONNREFUSED')
    await postgres.start()
    expect(await rows(url, 'SELECT name FROM kept')).toEqual([{ name: 'here' }])
  })

  test.for(['kill', 'fast'] as const)('Redis keeps what it confirmed when it is ended (%s) and started again', async (how) => {
    const url = redis.database()
    const client = new Redis(url)
    client.on('error', () => {})
    await client.set('kept', 'here')
    await redis.stop(how)
    await redis.start()
    expect(await client.get('kept')).toBe('here')
    client.disconnect()
  })

  test('each caller gets an empty database of its own', async () => {
    expect(await postgres.database()).not.toBe(await postgres.database())
    expect(redis.database()).not.toBe(redis.database())
  })

  test('they end with the process that started them, and leave no folder', async () => {
    const script = `
      import { startPostgres } from '${join(import.meta.dirname, 'servers/start-postgres.ts')}'
      import { startRedis } from '${join(import.meta.dirname, 'servers/start-redis.ts')}'
      const servers = await Promise.all([startPostgres({ durable: false }), startRedis({ durable: false })])
      console.log(servers.flatMap(({ url, folder }) => [url, folder]).join(' '))
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(child.stdout.setEncoding('utf8'), 'data')
    const [postgresUrl, postgresFolder, redisUrl, redisFolder] = String(line).trim().split(' ')
    expect(await rows(String(postgresUrl), 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    const folders = [String(postgresFolder), String(redisFolder)]
    expect(folders.map((folder) => existsSync(folder))).toEqual([true, true])
    child.kill('SIGKILL')
    await expect.poll(() => folders.map((folder) => existsSync(folder))).toEqual([false, false])
    await expect(rows(String(postgresUrl), 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
    const client = new Redis(String(redisUrl), { retryStrategy: () => null, lazyConnect: true })
    client.on('error', () => {})
    await expect(client.connect()).rejects.toThrow()
  })
})
