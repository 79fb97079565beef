import { type Attributes, SpanKind, SpanStatusCode, TraceFlags } from '@opentelemetry/api'
import type { Resource } from '@opentelemetry/resources'
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base'
import type { Call, Turn } from 'callspec'
import { attributes } from './attributes.js'
import { callAttributes } from './call-attributes.js'
import { callResource } from './call-resource.js'
import { spanIdOf, traceIdOf } from './ids.js'
import { messagesOf } from './messages.js'
import { callTimes, hrTime, type SpanTimes, turnStartMs } from './span-times.js'

export interface SpanOptions {
  /** Whether spans say what was said, and who the people are: numbers, contacts, summaries. Default `false`, as the conventions ask. */
  content?: boolean | undefined
  /** Default: `callResource()`. */
  resource?: Resource | undefined
}

/** All spans of the calls: of each call its own, then those of its turns. */
export const callsToSpans = (calls: Iterable<Call>, options: SpanOptions = {}): ReadableSpan[] => {
  const resource = options.resource ?? callResource()
  return [...calls].flatMap((call) => callToSpans(call, { ...options, resource }))
}

/**
 * A call as one trace: a span of the call, and below it one for each turn of which the platform tells when it began. Trace and spans have ids that
 * follow from the call's key. Empty if the platform does not say when the call was (`occurredAt` is `null`): a span has a time.
 */
export function callToSpans(call: Call, { content = false, resource = callResource() }: SpanOptions = {}): ReadableSpan[] {
  const times = callTimes(call)
  if (times === null) return []
  const turns = (call.transcript ?? []).flatMap((turn, position) => {
    const startMs = turnStartMs(turn, call)
    // No platform tells when a turn ended.
    const at = startMs === null ? null : { startMs, endMs: startMs }
    return at === null ? [] : [turnSpan(call, turn, position, at, content, resource)]
  })
  const untimed = (call.transcript?.length ?? 0) - turns.length
  return [callSpan(call, times, untimed, content, resource), ...turns]
}

function callSpan(call: Call, times: SpanTimes, untimed: number, content: boolean, resource: Resource): ReadableSpan {
  const said = callAttributes(call, content)
  const name = call.agent?.name
  return span({
    name: name ? `invoke_agent ${name}`.toWellFormed() : 'invoke_agent',
    kind: SpanKind.CLIENT,
    traceId: traceIdOf(call.key),
    spanId: spanIdOf(call.key),
    times,
    isError: said['error.type'] !== undefined,
    attributes: untimed > 0 ? { ...said, 'callspec.call.untimed_turns': untimed } : said,
    resource,
  })
}

function turnSpan(
  call: Call,
  turn: Turn,
  position: number,
  times: SpanTimes,
  content: boolean,
  resource: Resource,
): ReadableSpan {
  const { input, output } = content ? messagesOf([turn]) : { input: undefined, output: undefined }
  return span({
    name: `turn ${turn.speaker}`,
    kind: SpanKind.INTERNAL,
    traceId: traceIdOf(call.key),
    spanId: spanIdOf(call.key, position),
    parentId: spanIdOf(call.key),
    times,
    isError: false,
    attributes: attributes({
      // A word of our own: a turn may be of the customer, or none, one or several answers of a model.
      'gen_ai.operation.name': 'turn',
      'gen_ai.provider.name': call.provider,
      'gen_ai.conversation.id': call.key,
      'gen_ai.agent.name': call.agent?.name,
      'callspec.turn.speaker': turn.speaker,
      'callspec.turn.position': position,
      'callspec.turn.offset_seconds': turn.offsetSeconds,
      'gen_ai.input.messages': input,
      'gen_ai.output.messages': output,
    }),
    resource,
  })
}

interface SpanFacts {
  name: string
  kind: SpanKind
  traceId: string
  spanId: string
  parentId?: string
  times: SpanTimes
  isError: boolean
  attributes: Attributes
  resource: Resource
}

/** A span as the SDK's exporters take it. Its tracer would choose ids at random, and drop the attributes beyond a number. */
function span({ name, kind, traceId, spanId, parentId, times, isError, attributes: said, resource }: SpanFacts): ReadableSpan {
  const contextOf = (id: string) => ({ traceId, spanId: id, traceFlags: TraceFlags.SAMPLED })
  const context = contextOf(spanId)
  return {
    name,
    kind,
    spanContext: () => context,
    ...(parentId !== undefined && { parentSpanContext: contextOf(parentId) }),
    startTime: hrTime(times.startMs),
    endTime: hrTime(times.endMs),
    duration: hrTime(times.endMs - times.startMs),
    ended: true,
    status: { code: isError ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
    attributes: said,
    links: [],
    events: [],
    resource,
    instrumentationScope: { name: '@callspec/otel' },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  }
}
