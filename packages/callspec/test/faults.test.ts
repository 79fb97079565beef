import { pagedOperation } from '@callspec/core'
import { type FaultName, type FaultRule, faults, type ProviderId, type Simulator, startSimulator } from '@callspec/simulator'
import { afterAll, describe, expect, it } from 'vitest'
import { type BadRow, type Call, callLog, isCallspecError, type Source } from '../src/index.js'
import { oneList } from './one-list.js'
import { PROVIDERS } from './oracle.js'
import { providers, sourceOf } from './sources.js'

/** Faults of downloads and web hooks: no list and no `get` meets them. */
type OtherFault = Extract<FaultName, 'other-range' | `recording-${string}` | `hook-${string}`>

const isOfCalls = (fault: FaultName): fault is Exclude<FaultName, OtherFault> =>
  fault !== 'other-range' && !fault.startsWith('recording-') && !fault.startsWith('hook-')

/**
 * What a cell has to end in, with the fault on every request and with it on one. `right`: exactly the calls of the store. `told`: those, or an
 * error, or as many as are said to be missing.
 * `reported`: those, but for rows that are reported as bad. A code: that error, and no wrong call before it.
 */
const EXPECTED: Record<
  Exclude<FaultName, OtherFault>,
  { always: string; once: string; value?: number; listOnly?: true; getOnly?: true }
> = {
  '408': { always: 'timeout', once: 'right' },
  '429': { always: 'rate-limited', once: 'right' },
  '429-retry-after': { always: 'rate-limited', once: 'right', value: 0 },
  '429-retry-after-date': { always: 'rate-limited', once: 'right', value: 0 },
  '429-retry-after-huge': { always: 'rate-limited', once: 'rate-limited' },
  '429-rate-limit-reset': { always: 'rate-limited', once: 'right', value: 0 },
  '429-rate-limit-reset-delta': { always: 'rate-limited', once: 'right', value: 0 },
  '429-rate-limit-reset-plain': { always: 'rate-limited', once: 'right', value: 0 },
  '429-retry-after-ms': { always: 'rate-limited', once: 'right', value: 0 },
  '429-rate-limit': { always: 'rate-limited', once: 'right', value: 0 },
  '421': { always: 'invalid-request', once: 'invalid-request' },
  '500': { always: 'server', once: 'right' },
  '503': { always: 'server', once: 'right' },
  '502-html': { always: 'server', once: 'right' },
  '403-html': { always: 'forbidden', once: 'forbidden' },
  '407-html': { always: 'invalid-request', once: 'invalid-request' },
  'html-200': { always: 'unexpected-response', once: 'unexpected-response' },
  'redirect-elsewhere': { always: 'unexpected-response', once: 'unexpected-response' },
  'endless-body': { always: 'unexpected-response', once: 'unexpected-response' },
  // Four times what is read of it: the simulator compresses it, beside all others.
  'gzip-bomb': { always: 'unexpected-response', once: 'unexpected-response', value: 16 },
  'connection-dropped': { always: 'network', once: 'right' },
  'connection-dropped-in-body': { always: 'network', once: 'right' },
  'headers-stalled': { always: 'timeout', once: 'right' },
  'body-stalled': { always: 'timeout', once: 'right' },
  slow: { always: 'right', once: 'right', value: 5 },
  'cut-json': { always: 'unexpected-response', once: 'unexpected-response' },
  'not-gzip': { always: 'unexpected-response', once: 'unexpected-response' },
  'odd-reason': { always: 'right', once: 'right' },
  'empty-200': { always: 'unexpected-response', once: 'unexpected-response' },
  'failed-200': { always: 'unexpected-response', once: 'unexpected-response' },
  'repeated-page': { always: 'unexpected-response', once: 'unexpected-response', listOnly: true },
  'repeated-cursor': { always: 'unexpected-response', once: 'unexpected-response', listOnly: true },
  'another-call': { always: 'unexpected-response', once: 'unexpected-response', getOnly: true },
  'first-page-again': { always: 'told', once: 'told', listOnly: true },
  'tied-rows': { always: 'told', once: 'told', listOnly: true },
  'small-pages': { always: 'right', once: 'told', listOnly: true },
  'endless-pages': { always: 'unexpected-response', once: 'right', listOnly: true },
  'flags-as-numbers': { always: 'right', once: 'right', listOnly: true },
  'counters-as-texts': { always: 'right', once: 'right', listOnly: true },
  'broken-cursor': { always: 'unexpected-response', once: 'unexpected-response', listOnly: true },
  'other-spelling': { always: 'unexpected-response', once: 'unexpected-response', listOnly: true },
  'refused-behind-the-end': { always: 'right', once: 'right', listOnly: true },
  'deep-json': { always: 'right', once: 'right' },
  'unknown-enum': { always: 'right', once: 'right' },
  'null-fields': { always: 'right', once: 'right' },
  'missing-fields': { always: 'right', once: 'right' },
  'extra-fields': { always: 'right', once: 'right' },
  'number-forms': { always: 'right', once: 'right' },
  'empty-texts': { always: 'right', once: 'right' },
  'empty-arrays': { always: 'right', once: 'right' },
  'unset-stamps': { always: 'right', once: 'right' },
  'stamps-without-offset': { always: 'right', once: 'right' },
  'numbers-as-texts': { always: 'right', once: 'right' },
  'epoch-seconds': { always: 'reported', once: 'reported' },
  'wrong-types': { always: 'reported', once: 'reported' },
}

/** Two full pages and some calls more. */
function callsOf(provider: ProviderId): number {
  const { descriptor, list } = providers[provider].definition
  return 2 * (pagedOperation(descriptor, list).pagination.maxSize ?? 100) + 30
}

/** An offset list that does not echo its position shows a repeated page like one that moved: it is read again, or its calls are said to be missing. */
function isUnplaced(provider: ProviderId): boolean {
  const { descriptor, list } = providers[provider].definition
  const { type, position } = pagedOperation(descriptor, list).pagination
  return type === 'offset' && position === undefined
}

interface Outcome {
  /** `right`, `reported`, or the code of the error. */
  ended: string
  ids: string[]
  bad: BadRow[]
  missing: number
  /** Everything that a person could see of it. */
  text: string
}

/** Short deadlines where they are what is tested, so that a busy machine fails no other cell. */
function quick(simulator: Simulator, fault: FaultName): Source<string, Call, boolean> {
  const timeoutMs = fault.endsWith('stalled') ? 1000 : 50_000
  return sourceOf(simulator, { timeoutMs, retries: 2, random: () => 0, maxResponseBytes: 4_000_000 })
}

async function outcomeOf(
  simulator: Simulator,
  fault: FaultName,
  read: (source: Source<string, Call, true>, bad: BadRow[]) => Promise<{ calls: Call[]; missing?: number }>,
): Promise<Outcome> {
  const bad: BadRow[] = []
  try {
    // Which platform it is, and so whether it answers `get`, is known only at run time.
    const { calls, missing = 0 } = await read(quick(simulator, fault) as Source<string, Call, true>, bad)
    const text = JSON.stringify([calls.map(({ raw: _, rawDetail: __, ...call }) => call), bad.map(({ raw: _, ...row }) => row)])
    const ended = missing > 0 ? 'missing' : bad.length > 0 ? 'reported' : 'right'
    return { ended, ids: calls.map(({ id }) => id), bad, missing, text }
  } catch (error) {
    if (!isCallspecError(error)) throw error
    return { ended: error.code, ids: [], bad, missing: 0, text: `${error.stack}${JSON.stringify(error)}${String(error.cause)}` }
  }
}

let cells = 0
afterAll(() => console.log(`fault matrix: ${cells} cells`))

describe.concurrent.each(PROVIDERS)('%s', (provider) => {
  const CALLS = callsOf(provider)
  const one = oneList(provider)

  /** The rule in force for one cell, on a platform of its own: nothing of one cell reaches another. */
  async function withFault(rule: FaultRule, check: (simulator: Simulator) => Promise<void>): Promise<void> {
    const simulator = await startSimulator(provider, { calls: CALLS, seed: 4, faults: [rule], ...one.simulator })
    try {
      await check(simulator)
      expect(simulator.strayRequests).toEqual([])
      cells++
    } finally {
      await simulator.close()
    }
  }

  const noSecret = (simulator: Simulator, { text }: Outcome) => {
    const { credentials } = providers[simulator.provider].definition.descriptor
    for (const [name, secret] of Object.entries(simulator.credentials)) {
      // What names the account stands in rows and addresses.
      if (!credentials[name]?.fills) expect(text).not.toContain(secret)
    }
  }

  describe.concurrent.each(faults[provider].filter(isOfCalls))('%s', (fault) => {
    const { value } = EXPECTED[fault]
    const rule = { fault, ...(value !== undefined && { value }) }

    const lists = EXPECTED[fault].getOnly ? [] : (['always', 'once'] as const)
    it.concurrent.each(lists)('list, %s', async (when) => {
      await withFault({ ...rule, operation: 'list', ...(when === 'once' && { at: [2] }) }, async (simulator) => {
        const outcome = await outcomeOf(simulator, fault, async (source, bad) => {
          const calls: Call[] = []
          const stream = callLog([source], { onBadRow: (row) => bad.push(row) }).list(one.query)
          for await (const call of stream) calls.push(call)
          return { calls, missing: (await stream.summary()).missing }
        })
        const expected = fault === 'repeated-page' && isUnplaced(provider) ? 'told' : EXPECTED[fault][when]
        if (expected === 'told') expect(['right', 'missing', 'unexpected-response']).toContain(outcome.ended)
        else expect(outcome.ended).toBe(expected)
        noSecret(simulator, outcome)
        if (!['right', 'reported', 'missing'].includes(outcome.ended)) return
        const store = [...simulator.calls()]
        const lost = store.filter(({ id }) => !outcome.ids.includes(id))
        expect(new Set(outcome.ids).size).toBe(outcome.ids.length)
        expect(outcome.ids.length + outcome.bad.length + outcome.missing).toBe(CALLS)
        if (outcome.missing === 0) expect(lost.filter((call) => !simulator.isAltered(call))).toEqual([])
      })
    })

    if (!providers[provider].definition.get || EXPECTED[fault].listOnly) return
    it.concurrent('get', async () => {
      await withFault({ ...rule, operation: 'get' }, async (simulator) => {
        const { id } = [...simulator.calls()][CALLS - 1]!
        const outcome = await outcomeOf(simulator, fault, async (source) => {
          const { raw, ...call } = await callLog([source]).get(source.id, id)
          return { calls: [{ ...call, raw }] }
        })
        noSecret(simulator, outcome)
        const { always } = EXPECTED[fault]
        if (always === 'reported') expect(['right', 'unexpected-response']).toContain(outcome.ended)
        else expect(outcome.ended).toBe(always)
        if (outcome.ended === 'right') expect(outcome.ids).toEqual([id])
      })
    })
  })
})
