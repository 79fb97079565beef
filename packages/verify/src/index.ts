import { CallspecError } from '@callspec/core'
import type { Source } from '@callspec/provider'
import { explainAssumption, sourceFailure } from '@callspec/provider'
import { checksFor } from './checks/catalogue.js'
import { MOST_REQUESTS, OutOfBudget, Probe } from './probe/probe.js'
import { type Finding, open } from './report/finding.js'
import { reportText } from './report/report-text.js'
import { joined, type SourceConfiguration, toResult, type VerifyResult } from './report/result.js'

export type { SourceConfiguration, Verdict, VerifyResult } from './report/result.js'

export interface VerifyOptions {
  /** Aborts the verification, which rejects with the signal's reason. */
  signal?: AbortSignal
  /** Most requests to send, from 1 to 20. Default 20. What needs more is `untestable`. */
  maxRequests?: number
}

export interface VerifyReport {
  source: string
  provider: string
  /** Requests that were sent, all of them reads. */
  requests: number
  /** Requests that were refused or got an unexpected response; what relied on them is `untestable`. */
  failed: number
  /** One result per registered assumption, in the order of the spec. */
  results: VerifyResult[]
  /** What the results together add to the source's configuration; `null`: nothing. */
  configuration: SourceConfiguration | null
  /** The same as Markdown for an issue: without ids, numbers, names, keys, and without the name of the source. */
  report: string
}

/**
 * Tests every registered assumption of a source's provider against the account itself. Sends only reads.
 * @throws CallspecError if the platform cannot be reached at all: `unauthorized`, `network`, `rate-limited`, …
 */
export async function verify(source: Source, options: VerifyOptions = {}): Promise<VerifyReport> {
  const { signal, maxRequests = MOST_REQUESTS } = options
  if (!Number.isInteger(maxRequests) || maxRequests < 1 || maxRequests > MOST_REQUESTS) {
    throw new CallspecError(`Invalid maxRequests: received ${maxRequests}. Pass a whole number from 1 to ${MOST_REQUESTS}.`, {
      code: 'invalid-configuration',
    })
  }
  signal?.throwIfAborted()
  const probe = new Probe(source, maxRequests, signal)
  const findings = new Map<string, Finding>()
  for (const { id, check } of checksFor(source)) findings.set(id, await findingOf(probe, () => check(probe, id), signal))
  const results = Object.keys(source.definition.descriptor.assumptions).map((id) => {
    const { text, value } = explainAssumption(source, id)
    return toResult(
      source.definition.descriptor,
      { id, text, assumed: value },
      findings.get(id) ?? open('There is no check for it.'),
    )
  })
  const { requests, failed } = probe
  return {
    source: source.id,
    provider: source.provider,
    requests,
    failed,
    results,
    configuration: joined(results),
    report: reportText(source, { requests, failed, maxRequests }, results),
  }
}

async function findingOf(probe: Probe, check: () => Promise<Finding>, signal: AbortSignal | undefined): Promise<Finding> {
  try {
    return await check()
  } catch (error) {
    if (error instanceof OutOfBudget) return open(`It would need more than the ${probe.maxRequests} allowed requests.`)
    const failure = sourceFailure(error, probe.source, signal)
    if (!failure) throw error
    if (failure !== error) probe.failed++
    // Without the message, which may repeat values of the request.
    if (REFUSALS.has(failure.code)) return open(`A request that it needs failed (${failure.code}).`)
    throw failure
  }
}

/** Failures of one request. Any other would fail the next request as well. */
const REFUSALS: ReadonlySet<string> = new Set([
  'invalid-request',
  'not-found',
  'forbidden',
  'unsupported',
  'server',
  'unexpected-response',
])
