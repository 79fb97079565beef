import type { SimulatedCall } from '@callspec/simulator'
import { expect } from 'vitest'
import type { Call } from '../src/index.js'

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

/** A call says what its simulator holds: the mapping and the simulator were written apart. */
export function expectTruth(call: Call, truth: SimulatedCall): void {
  expect({ ...call, raw: undefined }).toMatchObject({
    id: truth.id,
    carrierId: truth.carrierId,
    status: truth.state,
    rawStatus: truth.status,
    direction: truth.direction,
    channel: truth.channel,
    isTest: truth.isTest,
    from: truth.from,
    to: truth.to,
    customerNumber: truth.customerNumber,
    agentNumber: truth.agentNumber,
    agent: truth.agent,
    campaign: truth.campaign,
    contact: truth.contact,
    occurredAt: iso(truth.startedAt ?? truth.createdAt),
    createdAt: iso(truth.createdAt),
    startedAt: iso(truth.startedAt),
    endedAt: iso(truth.endedAt),
    updatedAt: iso(truth.updatedAt),
    durationSeconds: truth.durationSeconds,
  })
  expect(call.endReason?.raw ?? null).toBe(truth.endReason)
  expect(call.answeredBy).toBe(truth.answeredBy)
  expect(call.cost?.amount ?? null).toBe(truth.cost === null ? null : String(truth.cost))
  // A path has the base URL before it.
  const isPath = truth.recordingUrl?.startsWith('/')
  expect((isPath ? call.recordingUrl?.replace(/^https?:\/\/[^/]+/, '') : call.recordingUrl) ?? null).toBe(truth.recordingUrl)
}
