import { Redis } from 'ioredis'
import { Client } from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { startPostgres, type TestPostgres } from '../servers/start-postgres.ts'
import { startRedis, type TestRedis } from '../servers/start-redis.ts'

/** A kind of server that a queue can be on. */
export interface TestQueues {
  name: string
  server(): TestPostgres | TestRedis
  /** The URL of a queue that nobody else has. */
  url(): Promise<string>
  /** All that a queue's server keeps, as text. */
  dump(url: string): Promise<string>
}

/** Both kinds, running as long as the tests of a file do. */
export function startQueues(): TestQueues[] {
  let postgres: TestPostgres
  let redis: TestRedis
  beforeAll(async () => {
    ;[postgres, redis] = await Promise.all([startPostgres(), startRedis()])
  })
  afterAll(() => Promise.all([postgres?.close(), redis?.close()]))
  return [
    { name: 'Redis', server: () => redis, url: async () => redis.database(), dump: dumpRedis },
    { name: 'Postgres', server: () => postgres, url: () => postgres.database(), dump: dumpPostgres },
  ]
}

async function dumpRedis(url: string): Promise<string> {
  const redis = new Redis(url)
  try {
    for (;;) {
      const keys = await redis.keys('*')
      const types = await Promise.all(keys.map((key) => redis.type(key)))
      // A lock ended meanwhile: a dump has every key that it names.
      if (types.includes('none')) continue
      const values = keys.map(async (key, index) => `${key} ${JSON.stringify(await valueAt(redis, key, types[index]!))}`)
      return (await Promise.all(values)).join('\n')
    }
  } finally {
    redis.disconnect()
  }
}

function valueAt(redis: Redis, key: string, type: string): Promise<unknown> {
  if (type === 'string') return redis.get(key)
  if (type === 'hash') return redis.hgetall(key)
  if (type === 'list') return redis.lrange(key, 0, -1)
  if (type === 'set') return redis.smembers(key)
  if (type === 'zset') return redis.zrange(key, 0, -1, 'WITHSCORES')
  if (type === 'stream') return redis.xrange(key, '-', '+')
  throw new Error(`A key of type ${type} is not dumped.`)
}

async function dumpPostgres(url: string): Promise<string> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const tables = await client.query(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    )
    const lines: string[] = []
    for (const { name } of tables.rows) {
      const { rows } = await client.query(`SELECT one::text AS text FROM ${name} AS one`)
      lines.push(...rows.map(({ text }) => `${name} ${text}`))
    }
    return lines.join('\n')
  } finally {
    await client.end()
  }
}
