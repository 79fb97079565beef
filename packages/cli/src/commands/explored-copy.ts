import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Simulator } from '@callspec/simulator'
import { type Copy, openCopy, openStore, syncEvery } from '@callspec/sync'
import { PARTS } from 'callspec'
import { createSource } from '../config/command-sources.js'
import { simulatedConfig } from '../config/simulated-config.js'
import { startSimulators } from '../config/start-simulators.js'
import { errorText } from '../failure.js'
import { writeError } from '../io/output.js'

type Use = (copy: Copy) => Promise<void>

/** Opens a copy as long as it is used. */
export async function withCopy(from: string, use: Use): Promise<void> {
  const copy = await openCopy(from)
  try {
    await use(copy)
  } finally {
    await copy.close()
  }
}

/** Enough for charts, and here within seconds. */
const CALLS = 2_000
/** Together, the last two weeks. */
const SPACING_SECONDS = 600
const SYNCED_EVERY_MS = 15_000

/** Makes a copy of simulated calls as long as it is used. It fills meanwhile, and nothing of it is left in the end. */
export async function withSimulatedCopy(use: Use): Promise<void> {
  // With a clock: calls arrive, go on and end while one looks.
  const simulators = await startSimulators({ calls: CALLS, spacingSeconds: SPACING_SECONDS, clock: Date.now, recordings: true })
  try {
    const folder = await mkdtemp(join(tmpdir(), 'callspec-demo-'))
    try {
      await fill(join(folder, 'calls.db'), simulators, use)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  } finally {
    await Promise.all(Object.values(simulators).map((simulator) => simulator.close()))
  }
}

async function fill(file: string, simulators: Readonly<Record<string, Simulator>>, use: Use): Promise<void> {
  const sources = simulatedConfig(simulators).sources.map((config) => createSource(config, { rateLimit: null }))
  const store = await openStore(file)
  const stop = new AbortController()
  const syncing = syncEvery(sources, store, {
    include: PARTS,
    concurrency: sources.length,
    everyMs: SYNCED_EVERY_MS,
    signal: stop.signal,
    onError: (error) => writeError(errorText(error)),
  })
  try {
    await withCopy(file, use)
  } finally {
    stop.abort()
    await syncing
    await store.close()
  }
}
