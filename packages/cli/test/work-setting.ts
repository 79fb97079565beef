import { once } from 'node:events'
import { type Simulator, startSimulator } from '@callspec/simulator'
import { afterAll, beforeAll, expect, type TestContext } from 'vitest'
import { queryPostgres } from '../../sync/test/servers/query-postgres.js'
import { startPostgres, type TestPostgres } from '../../sync/test/servers/start-postgres.js'
import { startRedis, type TestRedis } from '../../sync/test/servers/start-redis.js'
import { folderWith, startCallspec } from './run-callspec.js'

/** What ends with a test. Tests that run beside each other have it from their own context only. */
type OnTestFinished = TestContext['onTestFinished']

/** Where passes queue and calls are kept. */
interface Places {
  queue: string
  /** The database of the calls. */
  copy: string
}

/** Both kinds of places, for `describe.each`: their servers run as long as the tests of a file do. */
export function startPlaces(): { name: string; places(): Promise<Places> }[] {
  let postgres: TestPostgres
  let redis: TestRedis
  beforeAll(async () => {
    ;[postgres, redis] = await Promise.all([startPostgres(), startRedis()])
  })
  afterAll(() => Promise.all([postgres?.close(), redis?.close()]))
  return [
    {
      name: 'a queue on Redis, calls on Postgres',
      places: async () => ({ queue: redis.database(), copy: await postgres.database() }),
    },
    {
      name: 'queue and calls in one Postgres database',
      async places() {
        const database = await postgres.database()
        return { queue: database, copy: database }
      },
    },
  ]
}

interface Setting {
  cwd: string
  env: Record<string, string>
  copy: string
  onTestFinished: OnTestFinished
}

/** Two accounts of one platform, two hosts whose keys are the same, and the copy of their calls. */
export async function twoAccounts(copy: string, onTestFinished: OnTestFinished) {
  const simulators = await Promise.all([
    startSimulator('butter', { calls: 450 }),
    startSimulator('butter', { calls: 120, seed: 2 }),
  ])
  onTestFinished(() => Promise.all(simulators.map((simulator) => simulator.close())).then(() => undefined))
  const [desk, field] = simulators
  const sources = [sourceOf('desk', desk!), sourceOf('field', field!)]
  const env = { KEY: desk!.credentials.apiKey ?? '' }
  return { simulators, sources, copy, cwd: folderWith({ sources }), env, onTestFinished }
}

const sourceOf = (id: string, { baseUrl }: Simulator) => ({ id, provider: 'butter', apiKey: `\${KEY}`, baseUrl })

/** A worker process, which is killed when its test ends. */
export function work(queue: string, { copy, onTestFinished, ...setting }: Setting) {
  const child = startCallspec(['work', '--queue', queue, '--to', copy, '--verbose'], setting)
  onTestFinished(() => void child.kill('SIGKILL'))
  const printed = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text
    })
  }
  return {
    printed,
    until: (text: string, count = 1, timeout = 20_000) =>
      expect.poll(() => printed.stderr.split(text).length - 1, { timeout }).toBeGreaterThanOrEqual(count),
    async end(signal: NodeJS.Signals) {
      const closed = once(child, 'close')
      child.kill(signal)
      return (await closed)[0]
    },
  }
}

export const keys = async (copy: string) => (await queryPostgres(copy, 'SELECT key FROM calls ORDER BY key COLLATE "C"')).flat()

export const keysOf = (simulators: readonly Simulator[]) =>
  simulators
    .flatMap((simulator, index) => [...simulator.calls()].map(({ id }) => `${index === 0 ? 'desk' : 'field'}/${id}`))
    .sort()
