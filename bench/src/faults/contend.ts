// One contender at one fault, in a process of its own: does what the job in its first argument says and sends its report.
import { inspect } from 'node:util'
import { onEachRequest } from '../count-requests.ts'
import { type CreateFaultClient, FAULT_CONTENDERS, type FaultClient } from './client.ts'
import { emptyReport, type FaultJob, type FaultReport } from './job.ts'

// The parent wrote it.
const { contender, configured, target, task }: FaultJob = JSON.parse(process.argv[2] ?? '')
const MOST_ROWS = 10_000
const MOST_BYTES = 2 ** 30

const report: FaultReport = { ...emptyReport(), ended: 'done' }

function end(ended: FaultReport['ended']): void {
  report.ended = ended
  report.peakMb = Math.round(process.resourceUsage().maxRSS / 1024)
  process.send?.({ ...report, ids: report.ids.slice(0, MOST_ROWS) }, () => process.exit())
}

onEachRequest(() => report.begun++)

setInterval(() => {
  if (process.memoryUsage.rss() > MOST_BYTES) end('memory')
}, 50)

/** Whether any usual way of printing shows one of the credentials. */
function printsKey(value: unknown): boolean {
  const texts = [inspect(value, { depth: 12 }), String(value), value instanceof Error ? `${value.stack}` : '', json(value)]
  return Object.values(target.credentials).some((key) => texts.some((text) => text.includes(key)))
}

function json(value: unknown): string {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    // Circular values cannot be printed this way.
    return ''
  }
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return `a bare ${typeof error}`
  // Aborts and deadlines of the platform share one class.
  if (error instanceof DOMException) return error.name
  // Each of these is checked before use.
  const { code, status, statusCode } = error as { code?: unknown; status?: unknown; statusCode?: unknown }
  const detail = [typeof code === 'string' && code, status, statusCode].find((one) => Boolean(one))
  return detail === undefined ? error.constructor.name : `${error.constructor.name} ${detail}`
}

class Endless extends Error {}

const { create }: { create: CreateFaultClient } = await import(
  `./clients/${FAULT_CONTENDERS.find((name) => name === contender)}.ts`
)
const enough = new AbortController()
const reason = new Error('enough')
let abortedAt: number | undefined

function onId(id: unknown): void {
  report.ids.push(id)
  if (report.ids.length > MOST_ROWS) throw new Endless()
}

async function getAll(client: FaultClient, ids: readonly string[], atOnce: number): Promise<void> {
  const left = [...ids]
  let failed: unknown
  const worker = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      try {
        await client.get(id)
        report.ids.push(id)
      } catch (error) {
        failed = error
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  if (failed !== undefined) throw failed
}

try {
  const client = await create(target, configured)
  if (task.do === 'print') report.keyPrinted = printsKey(client.object)
  else if (task.do === 'get') await getAll(client, task.ids, task.atOnce)
  else if (task.do === 'make') await client.make?.()
  else {
    if (task.do === 'abort')
      setTimeout(() => {
        abortedAt = performance.now()
        enough.abort(reason)
      }, task.afterMs)
    report.reported = await client.list(onId, task.do === 'abort' ? enough.signal : undefined)
  }
  end('done')
} catch (error) {
  if (abortedAt !== undefined) report.sinceAbortMs = performance.now() - abortedAt
  report.error = nameOf(error)
  report.ownReason = error === reason
  report.keyPrinted = printsKey(error)
  end(error instanceof Endless ? 'endless' : 'error')
}
