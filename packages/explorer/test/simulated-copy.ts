import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { providers } from '@callspec/all'
import { knobs, type ProviderId, type Simulator, type SimulatorOptions, startSimulator } from '@callspec/simulator'
import { type Copy, openCopy, openStore, type Store, type SyncOptions, sync } from '@callspec/sync'
import type { Source } from 'callspec'

// The registry has an entry for every provider.
export const PROVIDERS = Object.keys(knobs) as ProviderId[]

/** A copy that real syncs made of simulators: in a file of SQLite, or where the address says. */
export interface SimulatedCopy extends AsyncDisposable {
  folder: string
  file: string
  simulators: Simulator[]
  sources: Source[]
  store: Store
  /** As another process opens it. */
  copy: Copy
  sync(options?: SyncOptions): Promise<void>
  close(): Promise<void>
}

export async function simulatedCopy(
  names: readonly ProviderId[] = PROVIDERS,
  options: SimulatorOptions = {},
  synced: SyncOptions | null = {},
  address?: string,
): Promise<SimulatedCopy> {
  const folder = mkdtempSync(join(tmpdir(), 'callspec-explorer-'))
  const simulators = await Promise.all(names.map((name) => startSimulator(name, options)))
  const sources = simulators.map((simulator) => sourceOf(simulator))
  const file = address ?? join(folder, 'calls.db')
  const store = await openStore(file)
  const bring = async (more: SyncOptions = {}) => {
    await sync(sources, store, more)
  }
  if (synced !== null) await bring(synced)
  const copy = await openCopy(file)
  const close = async () => {
    await copy.close()
    await store.close()
    await Promise.all(simulators.map((simulator) => simulator.close()))
    rmSync(folder, { recursive: true, force: true })
  }
  return { folder, file, simulators, sources, store, copy, sync: bring, close, [Symbol.asyncDispose]: close }
}

/** Without waiting between requests or tries. */
export function sourceOf({ provider, baseUrl, credentials }: Simulator, more: object = {}): Source {
  // Which credentials a provider takes is only known at run time.
  const create = providers[provider] as unknown as (options: object) => Source
  return create({ baseUrl, ...credentials, rateLimit: null, random: () => 0, ...more })
}
