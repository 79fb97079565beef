import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { knobs, type ProviderId, type SimulatedCall, startSimulator } from '@callspec/simulator'
import { openStore, type Store, sync } from '@callspec/sync'
import { type Call, callLog, PARTS, type Source } from 'callspec'
import { expect, test } from 'vitest'
import { sourceOf } from './source-of.js'

const PROVIDERS = Object.keys(knobs) as ProviderId[]
const MINUTE_MS = 60_000
const START = Date.parse('2026-11-20T12:00:00Z')

const iso = (ms: number | null) => (ms == null ? null : new Date(ms).toISOString())

/** A call of the simulator's store as the columns of the copy. */
const columnsOf = (truth: SimulatedCall) => ({
  id: truth.id,
  carrier_id: truth.carrierId,
  status: truth.state,
  raw_status: truth.status,
  direction: truth.direction,
  channel: truth.channel,
  is_test: truth.isTest === null ? null : Number(truth.isTest),
  from_number: truth.from,
  to_number: truth.to,
  customer_number: truth.customerNumber,
  agent_number: truth.agentNumber,
  agent_id: truth.agent?.id ?? null,
  agent_name: truth.agent?.name ?? null,
  campaign_id: truth.campaign?.id ?? null,
  contact_email: truth.contact?.email ?? null,
  occurred_at: iso(truth.startedAt ?? truth.createdAt),
  created_at: iso(truth.createdAt),
  started_at: iso(truth.startedAt),
  ended_at: iso(truth.endedAt),
  updated_at: iso(truth.updatedAt),
  duration_seconds: truth.durationSeconds,
  end_reason_raw: truth.endReason,
  answered_by: truth.answeredBy,
})

const NAMES = Object.keys(columnsOf({} as SimulatedCall))

async function copied(store: Store): Promise<object[]> {
  const rows = await store.all(`SELECT ${NAMES.join(', ')} FROM calls WHERE gone_at IS NULL ORDER BY id`)
  return rows.map((row) => Object.fromEntries(NAMES.map((name, index) => [name, row[index]])))
}

/** An address without its signature, which is of the instant at which it was asked for. */
const unsigned = (address: unknown): unknown => (typeof address === 'string' ? address.replace(/\?X-Amz-.*/, '') : null)

/** What a call of `get` has of its parts, as the copy keeps them. */
const partsOf = (call: Call) => ({
  recording: unsigned(call.recordingUrl),
  cost: call.cost?.amount ?? null,
  summary: call.analysis?.summary ?? null,
  text: call.transcriptText ?? null,
  turns: (call.transcript ?? []).map(({ speaker, text }) => `${speaker}: ${text}`),
})

async function copiedParts(store: Store, key: string) {
  const [row] = await store.all(
    'SELECT recording_url, cost_amount, analysis_summary, transcript_text FROM calls WHERE key = $1',
    [key],
  )
  const turns = await store.all('SELECT speaker, text FROM turns WHERE key = $1 ORDER BY position', [key])
  const [recording = null, cost = null, summary = null, text = null] = row ?? []
  return { recording: unsigned(recording), cost, summary, text, turns: turns.map(([speaker, said]) => `${speaker}: ${said}`) }
}

test.each(PROVIDERS)(
  'after an hour in which calls of %s arrive, vanish and change, the copy is what the platform has',
  async (provider) => {
    const folder = mkdtempSync(join(tmpdir(), 'callspec-moving-'))
    const store = await openStore(join(folder, 'calls.db'))
    let now = START
    let platformNow = START
    const simulator = await startSimulator(provider, { calls: 30, seed: 7, clock: () => platformNow, spacingSeconds: 60 })
    const source = sourceOf(simulator, { retries: 6, timeoutMs: 2000 })
    const pass = (prune = false) => sync([source], store, { include: PARTS, prune, now: () => now })
    try {
      simulator.fault({ fault: '500', rate: 0.02 })
      simulator.fault({ fault: 'connection-dropped', rate: 0.02 })
      simulator.fault({ fault: 'cut-json', rate: 0.01 })
      for (let minute = 0; minute < 60; minute += 4) {
        now = platformNow = START + minute * MINUTE_MS
        const ids = [...simulator.calls()].map(({ id }) => id)
        if (minute % 12 === 0) simulator.vanish(ids.at(-1 - (minute % 7))!)
        await pass()
      }
      simulator.clearFaults()
      // The platform rests; what comes late has come by now, and is asked for at its times.
      now = platformNow = START + 90 * MINUTE_MS
      for (const minutes of [0, 1, 5, 30, 120, 720, 1440]) {
        now = platformNow + minutes * MINUTE_MS
        // A whole list finds the calls that never got a stamp.
        await pass(minutes === 0)
      }
      const { sources } = await pass(true)
      expect(sources).toMatchObject([{ outcome: 'whole', bad: 0 }])
      const calls = [...simulator.calls()].sort((a, b) => (a.id < b.id ? -1 : 1))
      expect(await copied(store)).toEqual(calls.map(columnsOf))

      // Parts of a call that is gone are not asked for again, whatever is noted of them.
      expect(
        await store.all(
          "SELECT key, part, reason FROM parts JOIN calls USING (key) WHERE parts.state = 'not_yet' AND calls.gone_at IS NULL",
        ),
      ).toEqual([])
      if (!source.gettable) return
      const log = callLog([source as Source<string, Call, true>])
      for (const { id } of calls.slice(0, 40)) {
        const call = await log.get(source.id, id)
        if (call.isFinal) expect(await copiedParts(store, call.key)).toEqual(partsOf(call))
      }
    } finally {
      await store.close()
      await simulator.close()
      rmSync(folder, { recursive: true })
    }
  },
)
