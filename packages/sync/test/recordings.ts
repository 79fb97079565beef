import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { providers } from '@callspec/all'
import { recordingAddress } from '@callspec/provider'
import { type ProviderId, type SimulatedCall, type Simulator, type SimulatorOptions, startSimulator } from '@callspec/simulator'
import { type Call, callLog, type Source } from 'callspec'
import { afterEach } from 'vitest'

const opened: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((close) => close()))
})

/** An empty folder that goes with the test. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'callspec-recordings-'))
  opened.push(() => rm(path, { recursive: true, force: true }))
  return path
}

/** A simulator that serves recordings and ends with the test. */
export async function serving(provider: ProviderId, options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(provider, { calls: 60, recordings: true, ...options })
  opened.push(() => simulator.close())
  return simulator
}

export function sourceOf(simulator: Simulator, more: object = {}): Source<string, Call, true> {
  // Which provider it is, and so which credentials it takes, is known only at run time; those with recordings have `get`.
  const create = providers[simulator.provider] as unknown as (options: object) => Source<string, Call, true>
  return create({ baseUrl: simulator.baseUrl, rateLimit: null, ...simulator.credentials, ...more })
}

/** The calls with a recording. */
export const recorded = (simulator: Simulator): SimulatedCall[] =>
  [...simulator.calls()].filter(({ id }) => simulator.recording(id) !== undefined)

/** Where the log says that a call's recording is opened. */
export async function addressOf(source: Source<string, Call, true>, id: string) {
  const call = await callLog([source]).get(source.id, id)
  const address = recordingAddress(source, call)
  if (!address) throw new Error(`no recording of ${id}`)
  return address
}

/** The first call of a simulator that has a recording, and what a download of it takes. */
export async function oneRecording(simulator: Simulator, more: object = {}) {
  const source = sourceOf(simulator, more)
  const [call] = recorded(simulator)
  if (!call) throw new Error('no call has a recording')
  const file = join(await folder(), 'files', 'one')
  return { call, file, source, bytes: Buffer.from(simulator.recording(call.id) ?? ''), ...(await addressOf(source, call.id)) }
}
