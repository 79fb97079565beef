import { type Parent, pagedOperation } from '@callspec/core'
import { assumeFrom, resolveAssumptions } from '../assumptions.js'
import type { AnyDefinition, MapContext, ToCall } from '../definition.js'
import type { Call, MappedCall } from '../model/call.js'
import type { MappedRow, Unmapped } from '../model/mapped-row.js'
import { sourceError } from '../source-failure.js'
import type { ApiBase } from './api-path.js'
import { Reader, type StampCounter, watcher } from './row-reader.js'
import { isFinal, toStatus } from './status.js'

export function toCallWith<Provider extends string, Row extends object>(
  definition: AnyDefinition,
  base?: ApiBase,
): ToCall<Provider, Row> {
  const { descriptor } = definition
  return (row, options = {}) => {
    const { source = descriptor.id, timeZone, parent } = options
    const result = createMapper(
      definition,
      source,
      resolveAssumptions(descriptor, options),
      timeZone,
      undefined,
      base,
      parent,
    )(row)
    // The definition maps rows of this provider and no other.
    if ('call' in result) return result.call as Call<Provider, Row, never>
    const { reasons, id } = result
    const name = id !== null && /^[\w:.-]{1,100}$/.test(id) ? `call "${id}"` : 'a row'
    const text = `${descriptor.id}: ${name} cannot be mapped: ${reasons.join('; ')}.`
    throw sourceError({ id: source, provider: descriptor.id }, 'unexpected-response', text)
  }
}

/** Creates a function that maps rows, and responses for a single call, without throwing: to a call, or to the reasons why a row is bad. */
export function createMapper(
  definition: AnyDefinition,
  source: string,
  assumptions: Readonly<Record<string, string>>,
  timeZone?: string,
  counter?: StampCounter,
  base: ApiBase = { baseUrl: definition.descriptor.baseUrl },
  parent: Parent | null = null,
): (row: unknown) => MappedRow {
  // Made once, not for every row.
  const context: MapContext<string> = { assume: assumeFrom(assumptions), parent }
  const { itemId } = pagedOperation(definition.descriptor, definition.list, source).pagination
  const newReader = () => new Reader(NOWHERE, timeZone, counter)
  let reader = newReader()
  return (row) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return { reasons: ['the row is not an object'], id: null }
    const id = idOf(row, reader)
    const mapped = definition.map(row, reader, context)
    const { problems, otherReadings } = reader
    if (problems.length > 0 || otherReadings !== null) reader = newReader()
    if (problems.length > 0) return problemsOf(row)
    return { call: toCall(definition, source, id, mapped, row, base), otherReadings }
  }

  // The reader checks whatever a row holds there.
  function idOf(row: object, reader: Reader): string {
    return reader.requiredId((row as Record<string, string | undefined>)[itemId])
  }

  /** Maps a row while recording the place of each value. Only bad rows pay for that. */
  function problemsOf(row: object): Unmapped {
    const { watch, place } = watcher()
    const copy = watch(row, '')
    const watching = new Reader(place)
    const id = idOf(copy, watching)
    definition.map(copy, watching, context)
    return { reasons: watching.problems, id: id === '' ? null : id }
  }
}

const NOWHERE = () => ''

function toCall(definition: AnyDefinition, source: string, id: string, mapped: MappedCall, row: object, base: ApiBase): Call {
  const { sides } = mapped
  const status = mapped.status ?? toStatus(mapped.rawStatus, definition.statuses)
  // Spelt out rather than spread: this runs once per row, and its order is the order of the published schema.
  const call: Call = {
    key: `${source}/${id}`,
    provider: definition.descriptor.id,
    source,
    id,
    carrierId: mapped.carrierId,
    status,
    rawStatus: mapped.rawStatus,
    isFinal: isFinal(status),
    direction: mapped.direction,
    channel: mapped.channel,
    isTest: mapped.isTest,
    from: sides.from,
    to: sides.to,
    customerNumber: sides.customerNumber,
    agentNumber: sides.agentNumber,
    agent: mapped.agent,
    campaign: mapped.campaign,
    contact: mapped.contact,
    occurredAt: mapped.startedAt ?? mapped.createdAt,
    createdAt: mapped.createdAt,
    startedAt: mapped.startedAt,
    endedAt: mapped.endedAt,
    updatedAt: mapped.updatedAt,
    durationSeconds: mapped.durationSeconds,
    endReason: mapped.endReason,
    answeredBy: mapped.answeredBy,
    raw: row,
  }
  if (mapped.cost !== undefined) call.cost = mapped.cost
  const { recordingUrl } = mapped
  const address = typeof recordingUrl === 'function' ? recordingUrl(base) : recordingUrl
  if (address !== undefined) call.recordingUrl = address
  if (mapped.transcript !== undefined) call.transcript = mapped.transcript
  if (mapped.transcriptText !== undefined) call.transcriptText = mapped.transcriptText
  if (mapped.analysis !== undefined) call.analysis = mapped.analysis
  return call
}
