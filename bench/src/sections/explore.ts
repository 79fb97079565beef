import { type Explorer, serveExplorer } from '@callspec/explorer'
import { openCopy } from '@callspec/sync'
import { agentId, largeCopy, phoneNumber } from '../large-copy.ts'
import type { Recorder } from '../recorder.ts'

const REPETITIONS = 15

/** Addresses that the page asks for, each time another one: what was asked before is kept. */
const TASKS: Record<string, (repetition: number) => string> = {
  'overview of a million': (repetition) => `/api/overview?zone=Europe/Berlin&min-duration=0.${repetition}`,
  'overview of a month': (repetition) =>
    `/api/overview?zone=Europe/Berlin&since=2026-05-${day(repetition)}&until=2026-06-${day(repetition)}`,
  'overview of one status': (repetition) => `/api/overview?zone=Europe/Berlin&status=failed&max-duration=3600.${repetition}`,
  'rows in the middle': (repetition) => `/api/calls?offset=${500_000 + repetition * 100}&limit=100`,
  'sort by duration': (repetition) => `/api/calls?sort=-durationSeconds&limit=100&min-duration=0.${repetition}`,
  'sort by number': (repetition) => `/api/calls?sort=customerNumber&limit=100&min-duration=0.${repetition}`,
  'search a number': (repetition) => `/api/calls?limit=100&search=${phoneNumber(repetition).slice(-6)}`,
  'search an agent': (repetition) => `/api/calls?limit=100&search=${agentId(repetition)}`,
}

const day = (repetition: number) => String(repetition + 1).padStart(2, '0')

/** The page's server over a copy of a million calls: reading it, and what the page asks for, over HTTP from the same process. */
export async function measureExplore(recorder: Recorder): Promise<void> {
  const file = await largeCopy()
  for (let repetition = 0; repetition < 3; repetition++) await measured(recorder, 'read a million', () => loaded(file))
  const copy = await openCopy(file)
  const explorer = await serveExplorer(copy)
  await untilLoaded(explorer)
  for (const [task, addressOf] of Object.entries(TASKS)) {
    for (let repetition = 0; repetition < REPETITIONS; repetition++)
      await measured(recorder, task, () => ask(explorer, addressOf(repetition)))
  }
  await explorer.close()
  await copy.close()
}

async function measured(recorder: Recorder, task: string, work: () => Promise<unknown>): Promise<void> {
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()]
  await work()
  const wallMs = performance.now() - startedAt
  const { user, system } = process.cpuUsage(cpu)
  const peakMb = process.memoryUsage.rss() / 1e6
  recorder.add(task, 'server', { calls: 1_000_000, requests: 1, wallMs, cpuMs: (user + system) / 1000, peakMb })
}

async function loaded(file: string): Promise<void> {
  const copy = await openCopy(file)
  const explorer = await serveExplorer(copy)
  await untilLoaded(explorer)
  await explorer.close()
  await copy.close()
}

async function untilLoaded(explorer: Explorer): Promise<void> {
  for (;;) {
    // What the address answers.
    const { loading } = (await ask(explorer, '/api/state')) as { loading: object | null }
    if (loading === null) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function ask({ address }: Explorer, path: string): Promise<unknown> {
  const { origin, hash } = new URL(address)
  const response = await fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${hash.replace('#token=', '')}` } })
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  return response.json()
}
