import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { type ProviderId, type Simulator, startSimulator } from '@callspec/simulator'
import { PLATFORMS, type Platform, type Target } from '../job.ts'
import { saveResult } from '../results.ts'
import { Digest } from './digest.ts'
import { SOAK_FAULTS } from './faults.ts'
import { nameOf, type Reading, type SoakJob, type SoakRound } from './job.ts'
import type { SoakResult } from './result.ts'

const REQUESTS = 200_000
const LISTED_CALLS = 2000
const SINGLE_CALLS = 400
const SEED = 5

/**
 * Reads the same lists and single calls round after round while one request in twenty fails, until 200,000 requests have
 * arrived. Every round has to give exactly the rows of the simulators, and what was read before the first fault.
 */
export async function runSoak(): Promise<void> {
  const open = (calls: number) => (provider: ProviderId) => startSimulator(provider, { calls, seed: SEED })
  const lists = await Promise.all(PLATFORMS.map(open(LISTED_CALLS)))
  // TalkOver has no request for a single call.
  const singles = await Promise.all(PLATFORMS.filter((platform) => platform !== 'talkover').map(open(SINGLE_CALLS)))
  const all = [...lists, ...singles]
  const reader = await startReader({ lists: lists.map(targetOf), singles: singles.map(targetOf) })

  const expected = await round(reader)
  checkRows(expected.readings, lists)
  for (const simulator of all) for (const rule of SOAK_FAULTS) simulator.fault(rule)

  const start = performance.now()
  const memory: SoakResult['memory'] = []
  const faults: Record<string, number> = {}
  let requests = 0
  let rows = 0
  while (requests < REQUESTS) {
    for (const simulator of all) simulator.requests.clear()
    const { readings, heapMb, rssMb } = await round(reader)
    checkSame(readings, expected.readings)
    for (const simulator of all) {
      requests += simulator.requests.length
      for (const { fault } of simulator.requests) if (fault) faults[fault] = (faults[fault] ?? 0) + 1
    }
    rows += readings.reduce((sum, reading) => sum + (reading.what.endsWith('log calls') ? 0 : reading.rows), 0)
    memory.push({ requests, heapMb: tenths(heapMb), rssMb: tenths(rssMb) })
    console.error(`soak: ${requests} requests, heap ${heapMb.toFixed(1)} MB, resident ${rssMb.toFixed(0)} MB`)
  }
  const seconds = Math.round((performance.now() - start) / 1000)
  reader.disconnect()
  await Promise.all(all.map((simulator) => simulator.close()))
  const date = new Date().toISOString().slice(0, 10)
  const result: SoakResult = { date, node: process.version, cores: cpus().length, requests, rows, seconds, faults, memory }
  saveResult('soak', result)
}

const tenths = (value: number) => Math.round(value * 10) / 10

const targetOf = ({ provider, baseUrl, credentials }: Simulator): Target => ({
  // A simulator's id is the name of its shape; only those of `PLATFORMS` are started, whatever others there are.
  shape: provider as Platform,
  baseUrl,
  credentials,
})

async function startReader(job: SoakJob): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'read.ts'), [JSON.stringify(job)], { execArgv: ['--expose-gc'] })
  await said(child)
  return child
}

async function round(reader: ChildProcess): Promise<SoakRound> {
  reader.send('round')
  // The reader's answer to every message.
  return (await said(reader)) as SoakRound
}

async function said(child: ChildProcess): Promise<unknown> {
  const died = (code: number | null) => {
    throw new Error(`The reader of the soak ended with code ${code}. See its error above.`)
  }
  child.once('exit', died)
  const [message] = await once(child, 'message')
  child.off('exit', died)
  return message
}

/** What was read before the first fault is what the simulators hold. */
function checkRows(readings: readonly Reading[], lists: readonly Simulator[]): void {
  const kinds = ['paginate', 'log rows'] as const
  const stores = kinds.flatMap((kind) => lists.map((simulator) => ({ what: nameOf(kind, simulator.provider), simulator })))
  const held = stores.map(({ what, simulator }) => {
    const digest = new Digest()
    for (const call of simulator.calls()) digest.add(simulator.row(call))
    return digest.reading(what)
  })
  checkSame(
    readings.filter(({ what }) => held.some((reading) => reading.what === what)),
    held,
  )
  const incomplete = readings.find((reading) => reading.what.endsWith('single calls') && reading.rows !== SINGLE_CALLS)
  if (incomplete) throw new Error(`${incomplete.what}: ${incomplete.rows} of ${SINGLE_CALLS}. The reader asked for too few.`)
}

function checkSame(readings: readonly Reading[], expected: readonly Reading[]): void {
  for (const { what, rows, digest } of expected) {
    const own = readings.find((reading) => reading.what === what)
    if (own?.digest === digest) continue
    throw new Error(`${what}: received ${own?.rows ?? 'no'} rows that are not the ${rows} expected. The soak has failed.`)
  }
}
