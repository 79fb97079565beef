import type { Platform, SimulatorDefinition } from './define-simulator.js'
import type { FaultName } from './faults/catalogue.js'
import type { StrayRequest } from './faults/elsewhere.js'
import { checkFaultRule, type FaultRule } from './faults/fault-rule.js'
import { FaultRules, fitsPlatform } from './faults/fault-rules.js'
import type { SentHook } from './hooks/hook-sender.js'
import { sendWebhooks, type WebhookOptions, type Webhooks } from './hooks/webhooks.js'
import { readKnobs } from './knobs.js'
import type { RecordingFiles } from './recordings/recording-files.js'
import { Recordings } from './recordings/recordings.js'
import { serveStorage } from './recordings/storage.js'
import type { RunningServer } from './server/loopback.js'
import { RequestLog } from './server/request-log.js'
import { serve } from './server/server.js'
import { simulators } from './simulators.js'
import { type CallChanges, checkChanges, revisionOf } from './world/call-changes.js'
import { Listing } from './world/listing.js'
import { seedOf } from './world/random.js'
import type { SimulatedCall } from './world/simulated-call.js'
import { World } from './world/world.js'

export type ProviderId = keyof typeof simulators

export interface SimulatorOptions {
  /** Calls at the start. Default 1000. Millions are fine: none is kept in memory. */
  calls?: number
  /** The same seed gives the same calls. Default 1. */
  seed?: number
  /** Default 0, any free port. */
  port?: number
  /** Wait before every response. Default 0. */
  latencyMs?: number
  /**
   * Host names to accept, without a port, besides those of loopback. Any other `Host` gets a 403 and is not recorded in `requests`, so that no
   * foreign page can read it.
   */
  allowedHosts?: readonly string[]
  /**
   * When the newest call was created, ISO 8601 with an offset. Fixed by default (2026-11-20T12:00:00Z), so that the data is the same every
   * day; with a `clock`, its time at the start.
   */
  newest?: string
  /**
   * The time in epoch milliseconds, such as `Date.now`, read at every request. With it, calls arrive in time, and each is queued, rings, goes on
   * and ends; transcript, recording, analysis and cost follow minutes later. The same seed, `newest` and time give the same calls.
   * Default: none, and nothing changes by itself.
   */
  clock?: () => number
  /** Mean distance between two calls. Default 300, at least 1. */
  spacingSeconds?: number
  /** How many agents calls have. Default: all that the platform has, which are five. */
  agents?: number
  /** Undocumented behaviours, by id. `knobs` lists those of each platform. */
  knobs?: Readonly<Record<string, string>>
  /** What goes wrong. The first rule that hits a request applies. */
  faults?: readonly FaultRule[]
  /**
   * Whether recordings can be downloaded: their addresses are then on loopback, at a port of their own, instead of on the documented host.
   * `mostSeconds`: how much of a call its file holds, at 8 kB a second (MP3, MP4: 1 kB). Default: no, and 30 s.
   */
  recordings?: boolean | { mostSeconds?: number }
  /**
   * Sends the platform's web hooks, signed and repeated as documented: of calls that arrive or change from now on. Default: none are sent. A
   * platform that documents none sends none.
   */
  webhooks?: WebhookOptions
}

export interface SimulatorsOptions extends Omit<SimulatorOptions, 'knobs'> {
  /** The first of consecutive ports. Default 0, any free ports. */
  port?: number
  /** Knobs per platform. */
  knobs?: { readonly [Id in ProviderId]?: Readonly<Record<string, string>> }
  /** Faults for every platform where they can happen. */
  faults?: readonly FaultRule[]
  /** As of one platform; each adds its id to the path of `url`. */
  webhooks?: WebhookOptions
}

export interface Simulator {
  provider: ProviderId
  /** The base URL for a client. */
  baseUrl: string
  /** The only credentials that are accepted, under their names in code. */
  credentials: Record<string, string>
  /** Every call that can be listed, oldest first. */
  calls(): Iterable<SimulatedCall>
  /** The list row of a call, as on the wire. */
  row(call: SimulatedCall): unknown
  /** A call that can be listed; undefined if there is none. */
  call(id: string): SimulatedCall | undefined
  /** Adds newer calls at the newest end, spaced as usual or, with a clock, now. `changes` sets their members. */
  arrive(count: number, changes?: CallChanges): SimulatedCall[]
  /** Removes a call from every response; false if there is no such call. */
  vanish(id: string): boolean
  /**
   * Changes a call from now on: in the list, the single call, filters and `calls()`. A `state` implies the rest, such as status word, end and
   * parts, unless they are passed. A platform still shows only what it always shows. Returns the changed call; undefined if there is none.
   */
  revise(id: string, changes: CallChanges): SimulatedCall | undefined
  /** What the address of a call's recording leads to, whether or not the simulator serves it; undefined if there is none by now. */
  recording(id: string): Uint8Array | undefined
  requests: RequestLog
  /** Adds a rule after the existing ones. */
  fault(rule: FaultRule): void
  /** Ends all faults. Responses that hang already keep hanging. */
  clearFaults(): void
  /** Whether a fault, or the named one, has changed a row of this call since the start. */
  isAltered(call: SimulatedCall, fault?: FaultName): boolean
  /** Requests that followed the fault `redirect-elsewhere` to another origin. */
  strayRequests: readonly StrayRequest[]
  /** What a receiver verifies web hooks with: a secret or a public key; null: none are sent, or no signature is documented. */
  webhookSecret: string | null
  /** Tries to deliver web hooks, in the order of their responses. */
  sentHooks: readonly SentHook[]
  /** Resolves once every web hook has arrived or was given up. */
  hooksSettled(): Promise<void>
  close(): Promise<void>
}

const DEFAULT_SEED = 1
const DEFAULT_NEWEST = '2026-11-20T12:00:00Z'
const STAMP = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/
// The latest possible Date.
const LAST_INSTANT = 8.64e15
// The longest wait of a timer; a longer one would not wait at all.
const LONGEST_LATENCY = 2 ** 31 - 1

/** Starts one platform on loopback. */
export async function startSimulator(provider: ProviderId, options: SimulatorOptions = {}): Promise<Simulator> {
  if (!('withResolvers' in Promise)) throw new Error('The simulators need Node 22.12 or newer.')
  const definition: SimulatorDefinition | undefined = Object.hasOwn(simulators, provider) ? simulators[provider] : undefined
  if (!definition) {
    throw new Error(`Unknown platform "${provider}". Known: ${Object.keys(simulators).join(', ')}.`)
  }
  return { provider, ...(await startDefinition(provider, definition, options)) }
}

/** Starts a platform that is not in the registry. Not exported: the benchmark uses it to serve its peers. */
export async function startDefinition(
  name: string,
  definition: SimulatorDefinition,
  options: SimulatorOptions = {},
): Promise<Omit<Simulator, 'provider'>> {
  const { recordings = false } = options
  const { mostSeconds = 30 } = typeof recordings === 'object' ? recordings : {}
  const { calls = 1000, seed = DEFAULT_SEED, port = 0, latencyMs = 0, allowedHosts = [], spacingSeconds = 300, clock } = options
  const started = clock?.() ?? 0
  check('clock', started, Math.abs(started) <= LAST_INSTANT, 'a function that gives epoch milliseconds')
  const newest = options.newest ?? (clock ? new Date(started).toISOString() : DEFAULT_NEWEST)
  check('calls', calls, Number.isInteger(calls) && calls >= 0, 'an integer of 0 or more')
  checkSeed(seed)
  check(
    'newest',
    newest,
    STAMP.test(newest) && !Number.isNaN(Date.parse(newest)),
    'an ISO 8601 stamp such as 2026-11-20T12:00:00Z',
  )
  check('spacingSeconds', spacingSeconds, Number.isFinite(spacingSeconds) && spacingSeconds >= 1, 'a number of 1 or more')
  check('latencyMs', latencyMs, latencyMs >= 0 && latencyMs <= LONGEST_LATENCY, `milliseconds from 0 to ${LONGEST_LATENCY}`)
  checkWebhooks(options.webhooks)
  check('recordings.mostSeconds', mostSeconds, Number.isFinite(mostSeconds) && mostSeconds > 0, 'a number above 0')
  const knob = readKnobs(name, definition.knobs, options.knobs ?? {})
  const traits = definition.traits(knob)
  const { agents = traits.agents.length } = options
  const most = traits.agents.length
  check('agents', agents, Number.isInteger(agents) && agents >= 1 && agents <= most, `an integer from 1 to ${most}`)
  const world = new World(
    { ...traits, agents: traits.agents.slice(0, agents) },
    {
      calls,
      seed,
      newest: Date.parse(newest),
      spacingMs: spacingSeconds * 1000,
      clock,
    },
  )
  const faults = new FaultRules(name, definition, seed)
  for (const rule of options.faults ?? []) faults.add(rule)
  const requests = new RequestLog()
  const storage: RunningServer | undefined =
    recordings !== false && definition.recordings
      ? await serveStorage(definition, { latencyMs, allowedHosts, log: requests, faults, platform: (): Platform => platform })
      : undefined
  let webhooks: Webhooks | undefined
  const makePlatform = (origin: string): Platform => ({
    world,
    listing: new Listing(world),
    knob,
    baseUrl: `${origin}${definition.basePath}`,
    credentials: definition.credentials,
    recordings: new Recordings(definition.recordings ?? noRecordings, world, knob, storage?.origin, mostSeconds),
  })
  const served = serve(definition, { port, latencyMs, allowedHosts }, requests, faults, makePlatform, () => webhooks?.look())
  const { platform, close } = await served.catch(async (error: unknown) => {
    await storage?.close()
    throw error
  })
  webhooks = options.webhooks && sendWebhooks(definition, options.webhooks, platform, faults)

  const truth = (index: number): SimulatedCall => definition.truth(world.call(index), platform)
  const find = (id: string): number | undefined => {
    world.tick()
    const index = world.indexOf(id)
    return index !== undefined && world.isLive(index) ? index : undefined
  }
  const change = (index: number, changes: CallChanges): SimulatedCall => {
    world.revise(index, revisionOf(world, index, changes))
    return truth(index)
  }

  return {
    baseUrl: platform.baseUrl,
    credentials: { ...definition.credentials },
    *calls() {
      world.tick()
      for (let index = 0; index < world.end; index++) if (world.isLive(index)) yield truth(index)
    },
    call(id) {
      const index = find(id)
      return index === undefined ? undefined : truth(index)
    },
    row: (call) => definition.row(world.call(call.index), platform),
    arrive(count, changes) {
      check('count', count, Number.isInteger(count) && count >= 0, 'an integer of 0 or more')
      if (changes !== undefined) checkChanges(changes)
      world.tick()
      const arrived = world.arrive(count).map(({ index }) => (changes ? change(index, changes) : truth(index)))
      webhooks?.look()
      return arrived
    },
    vanish(id) {
      const index = find(id)
      return index !== undefined && world.vanish(index)
    },
    revise(id, changes) {
      checkChanges(changes)
      const index = find(id)
      if (index === undefined) return undefined
      const changed = change(index, changes)
      webhooks?.look()
      return changed
    },
    recording(id) {
      const index = find(id)
      const call = index === undefined ? undefined : world.call(index)
      return call?.parts.recording && definition.recordings ? platform.recordings.file(call).bytes : undefined
    },
    requests,
    fault: (rule) => faults.add(rule),
    clearFaults: () => faults.clear(),
    isAltered: (call, fault) => faults.altered.has(call.index, fault),
    strayRequests: faults.elsewhere.requests,
    webhookSecret: webhooks?.secret ?? null,
    sentHooks: webhooks?.sent ?? [],
    hooksSettled: async () => webhooks?.settled(),
    close: async () => {
      await Promise.all([close(), storage?.close(), faults.elsewhere.close(), webhooks?.close()])
    },
  }
}

const noRecordings: RecordingFiles = { origin: '', paths: { main: '/{id}.wav' } }

/** Starts every platform in alphabetical order, each with a seed made from the given one and its id, and, if a port is given, the next port. */
export async function startSimulators(options: SimulatorsOptions = {}): Promise<Record<ProviderId, Simulator>> {
  const { knobs = {}, port = 0, faults = [], seed = DEFAULT_SEED, webhooks, ...shared } = options
  checkSeed(seed)
  checkWebhooks(webhooks)
  // Checks everything except the platform, which is skipped below.
  for (const rule of faults) checkFaultRule(rule)
  // `Object.keys` loses the type of the registry's ids.
  const providers = Object.keys(simulators) as ProviderId[]
  const started: Simulator[] = []
  try {
    for (const [position, provider] of providers.entries()) {
      const own = {
        ...shared,
        // Platforms with the same calls at the same second would look artificial.
        seed: seedOf(seed, provider),
        port: port === 0 ? 0 : port + position,
        knobs: knobs[provider],
        ...(webhooks && { webhooks: { ...webhooks, url: withSegment(webhooks.url, provider) } }),
        faults: faults.filter((rule) => fitsPlatform(rule, simulators[provider])),
      }
      started.push(await startSimulator(provider, own))
    }
  } catch (error) {
    await Promise.all(started.map((simulator) => simulator.close()))
    throw error
  }
  // One entry per provider, which `Object.fromEntries` does not know.
  return Object.fromEntries(started.map((simulator) => [simulator.provider, simulator])) as Record<ProviderId, Simulator>
}

/** An address with one more segment at the end of its path. */
function withSegment(address: string, segment: string): string {
  const url = new URL(address)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${segment}`
  return url.href
}

function checkWebhooks(webhooks: WebhookOptions | undefined): void {
  if (webhooks === undefined) return
  const { url, secret, repeatAfterMs } = webhooks
  check('webhooks.url', url, /^https?:$/.test(URL.parse(url)?.protocol ?? ''), 'an address like http://127.0.0.1:8787/hooks')
  check('webhooks.secret', secret, secret !== '', 'a text')
  const isWait = repeatAfterMs === undefined || (repeatAfterMs >= 0 && repeatAfterMs <= LONGEST_LATENCY)
  check('webhooks.repeatAfterMs', repeatAfterMs, isWait, `milliseconds from 0 to ${LONGEST_LATENCY}`)
}

const checkSeed = (seed: number): void => check('seed', seed, Number.isInteger(seed), 'an integer')

function check(option: string, received: unknown, isFine: boolean, right: string): void {
  if (isFine) return
  // JSON has no NaN and no infinity.
  const text = typeof received === 'number' ? String(received) : JSON.stringify(received)
  throw new Error(`Invalid ${option}: received ${text}. Pass ${right}.`)
}
