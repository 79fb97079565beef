import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { FaultRule, Simulator } from '@callspec/simulator'
import { startDefinition } from '../../../packages/simulator/dist/start.js'
import type { FaultContender } from './client.ts'
import { emptyReport, type FaultJob, type FaultReport, type Task } from './job.ts'
import { type PlatformChange, platforms } from './platforms.ts'

/** A contender is stopped after this time, which is longer than default deadlines of 30 and 60 s plus a retry. */
export const DEADLINE_S = 90

/** One contender at one fault, as measured. */
export interface Cell extends Omit<FaultReport, 'ended' | 'ids'> {
  ended: FaultReport['ended'] | 'hung' | 'died'
  /** Compared with the calls that the server holds. */
  lost: number
  repeated: number
  strange: number
  /** Requests that arrived. */
  requests: number
  /** Methods and paths of the requests that arrived, without queries. */
  paths: string[]
  /** Time from the first request that met the fault to the next request; null if none came. */
  nextAfterMs: number | null
  /** Requests that arrived between 0.5 and 2.9 s after the first fault: earlier ones are done, and a pause of 3 s is not over. */
  inPause: number
  /** Requests at another origin, and how many of them carried the key. */
  stray: number
  strayWithKey: number
}

export interface Setting {
  rules: readonly FaultRule[]
  task: (ids: readonly string[]) => Task
  latencyMs?: number
  /** Replaces the contender's platform. */
  change?: PlatformChange
  /** Calls that the server holds. Default 250. */
  calls?: number
  /** Used instead of the server. */
  baseUrl?: string
}

type Server = Omit<Simulator, 'provider'>

function open(shape: keyof typeof platforms, { latencyMs = 0, calls = 250, change }: Setting): Promise<Server> {
  const definition = platforms[shape]
  return startDefinition(shape, change ? change(definition) : definition, { calls, latencyMs })
}

const shapeOf = (contender: FaultContender, task: Task['do']) =>
  contender === 'retell' || contender === 'vapi' ? contender : task === 'make' ? 'agentvoice' : 'butter'

export async function measureCell(contender: FaultContender, configured: boolean, setting: Setting): Promise<Cell> {
  // The kind of task says which platform it is put to; its ids come from that platform.
  const shape = shapeOf(contender, setting.task([]).do)
  const server = await open(shape, setting)
  const ids = Array.from(server.calls(), ({ id }) => id)
  const task = setting.task(ids)
  for (const rule of setting.rules) server.fault(rule)
  const arrivals = timesOf(server)
  const { baseUrl, credentials } = server
  const job: FaultJob = { contender, configured, target: { shape, baseUrl: setting.baseUrl ?? baseUrl, credentials }, task }
  const report = await runContender(job)
  const counts = task.do === 'list' && report.ended !== 'error' ? compare(report.ids, ids) : { lost: 0, repeated: 0, strange: 0 }
  const { requests, strayRequests } = server
  const first = requests.findIndex(({ fault }) => fault !== undefined)
  const start = arrivals[first] ?? Number.POSITIVE_INFINITY
  const next = arrivals[first + 1]
  const cell: Cell = {
    ...report,
    ...counts,
    requests: requests.length,
    paths: requests.map(({ method, path }) => `${method} ${path}`),
    nextAfterMs: next === undefined || first < 0 ? null : next - start,
    inPause: arrivals.filter((at) => at > start + 500 && at < start + 2900).length,
    stray: strayRequests.length,
    strayWithKey: strayRequests.filter(({ carriedCredential }) => carriedCredential).length,
  }
  await server.close()
  return cell
}

/** When requests arrived, while the server runs. */
function timesOf({ requests }: Server): number[] {
  const times: number[] = []
  const push = requests.push.bind(requests)
  requests.push = (...entries) => {
    times.push(performance.now())
    return push(...entries)
  }
  return times
}

function compare(read: readonly unknown[], held: readonly string[]): Pick<Cell, 'lost' | 'repeated' | 'strange'> {
  const known = new Set<unknown>(held)
  const came = new Set(read.filter((id) => known.has(id)))
  const strange = read.filter((id) => !known.has(id)).length
  return { lost: held.length - came.size, strange, repeated: read.length - strange - came.size }
}

/** Runs a contender to its end, or to the deadline. */
function runContender(job: FaultJob): Promise<Omit<FaultReport, 'ended'> & Pick<Cell, 'ended'>> {
  const child = fork(join(import.meta.dirname, 'contend.ts'), [JSON.stringify(job)], { silent: true })
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve({ ...emptyReport(), ended: 'hung' })
      child.kill('SIGKILL')
    }, DEADLINE_S * 1000)
    // The contender's only message.
    child.once('message', (report) => resolve(report as FaultReport))
    child.stderr?.on('data', (text) => process.stderr.write(text))
    child.once('exit', () => {
      clearTimeout(timer)
      // After its report this changes nothing.
      resolve({ ...emptyReport(), ended: 'died' })
    })
  })
}
