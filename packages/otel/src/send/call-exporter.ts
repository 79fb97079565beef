import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base'
import type { Call } from 'callspec'
import { callResource } from '../spans/call-resource.js'
import { callToSpans, type SpanOptions } from '../spans/call-to-spans.js'
import { sendSpans } from './send-spans.js'
import type { SentCalls } from './sent-calls.js'

export interface CallExporterOptions extends SpanOptions {
  /** What sends the spans: `createOtlpExporter()`, or any exporter of the SDK. */
  exporter: SpanExporter
  /** Where that sends to, for errors. */
  address?: string | undefined
  /** After which time it gives up, in milliseconds. Default 10 seconds. */
  timeoutMs?: number | undefined
  /** What was sent before. Default: nothing is remembered, and every call is sent. */
  sent?: SentCalls | undefined
  /** The clock, in epoch milliseconds. Default `Date.now`. */
  now?: (() => number) | undefined
}

/** What became of the calls. */
export interface Exported {
  /** Traces that were sent. */
  traces: number
  /** Of these, traces of calls that changed since they were sent. */
  changed: number
  spans: number
  /** Calls that were not sent, because they were before and did not change. */
  same: number
  /** Calls that are not over, and are sent once they are or a day after they began. */
  open: number
  /** Calls that are over and without any time, for which there is no span. */
  undated: number
  /** Keys of calls of which a span was too large for the collector. */
  tooLarge: string[]
}

export interface CallExporter {
  /**
   * Sends calls, and is done once the collector took them.
   * @throws CollectorError if it did not; then the same calls may be sent again, as the same traces
   */
  export(calls: Iterable<Call>, signal?: AbortSignal): Promise<Exported>
  /** Ends the exporter, after requests on their way; it waits for none that failed. */
  shutdown(): Promise<void>
}

/** A trace cannot be taken back, so a call is sent when it is over. One that is open for a day has a word that nobody knows, or hangs. */
const OPEN_FOR_MS = 86_400_000

export function createCallExporter(options: CallExporterOptions): CallExporter {
  const { exporter, address = 'the exporter', timeoutMs = 10_000, sent, now = Date.now, content } = options
  const { resource = callResource() } = options
  const isOpen = ({ isFinal, occurredAt }: Call) =>
    !isFinal && (occurredAt === null || Date.parse(occurredAt) > now() - OPEN_FOR_MS)
  // The SDK's exporter cannot be stopped: it may wait for ever for the end of a response that was given up here.
  let isGivenUp = false
  return {
    async export(calls, signal) {
      const exported: Exported = { traces: 0, changed: 0, spans: 0, same: 0, open: 0, undated: 0, tooLarge: [] }
      const due = new Map<Call, ReadableSpan[]>()
      for (const call of calls) {
        const spans = callToSpans(call, { content, resource })
        const compared = sent?.compare(call, spans) ?? 'new'
        if (isOpen(call)) exported.open++
        else if (spans.length === 0) exported.undated++
        else if (compared === 'same') exported.same++
        else {
          if (compared === 'changed') exported.changed++
          due.set(call, spans)
        }
      }
      const spans = [...due.values()].flat()
      const sending = sendSpans(spans, { exporter, address, timeoutMs, signal })
      sending.catch(() => {
        isGivenUp = true
      })
      const tooLarge = new Set(await sending)
      for (const [call, own] of due) {
        sent?.add(call, own)
        if (own.some((span) => tooLarge.has(span))) exported.tooLarge.push(call.key)
      }
      exported.traces = due.size
      exported.spans = spans.length - tooLarge.size
      return exported
    },
    async shutdown() {
      const down = exporter.shutdown()
      if (isGivenUp) down.catch(() => undefined)
      else await down
    },
  }
}
