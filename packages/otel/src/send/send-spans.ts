import { ExportResultCode } from '@opentelemetry/core'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base'
import { type CollectorError, collectorError, silentCollector } from './collector-error.js'

export interface SendOptions {
  exporter: SpanExporter
  address: string
  timeoutMs: number
  signal?: AbortSignal | undefined
}

/** The SDK's own number for a batch. */
const MOST_SPANS = 512

/** Characters of the texts in one request. Collectors take some megabytes; gateways before them, often one. */
const MOST_CHARACTERS = 250_000

const TOO_LARGE = 413

/**
 * Sends spans in requests of a bounded size, one after another. A request that is too large for the collector is halved.
 * @returns spans that are too large by themselves
 * @throws CollectorError if the collector did not take a request, after the tries of the exporter; the signal's reason if that aborts
 */
export async function sendSpans(spans: readonly ReadableSpan[], options: SendOptions): Promise<ReadableSpan[]> {
  const tooLarge: ReadableSpan[] = []
  for (const batch of batches(spans)) tooLarge.push(...(await sendBatch(batch, options)))
  return tooLarge
}

async function sendBatch(batch: ReadableSpan[], options: SendOptions): Promise<ReadableSpan[]> {
  try {
    await sendOnce(batch, options)
    return []
  } catch (error) {
    if ((error as Partial<CollectorError>).status !== TOO_LARGE) throw error
    if (batch.length === 1) return batch
    const middle = Math.ceil(batch.length / 2)
    return [...(await sendBatch(batch.slice(0, middle), options)), ...(await sendBatch(batch.slice(middle), options))]
  }
}

function sendOnce(batch: ReadableSpan[], { exporter, address, timeoutMs, signal }: SendOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const stop = () => reject(signal?.reason)
    signal?.addEventListener('abort', stop, { once: true })
    // The exporter's own time limit counts anew with each byte of a response, and its last try may begin when the time is nearly over.
    const timer = setTimeout(() => reject(silentCollector(address)), 2 * timeoutMs + MARGIN_MS)
    exporter.export(batch, ({ code, error }) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      if (code === ExportResultCode.SUCCESS) resolve()
      else reject(collectorError(address, error))
    })
  })
}

const MARGIN_MS = 1000

function batches(spans: readonly ReadableSpan[]): ReadableSpan[][] {
  const all: ReadableSpan[][] = []
  let characters = Number.POSITIVE_INFINITY
  for (const span of spans) {
    const own = charactersOf(span)
    const last = all.at(-1)
    if (last && last.length < MOST_SPANS && characters + own <= MOST_CHARACTERS) {
      last.push(span)
      characters += own
    } else {
      all.push([span])
      characters = own
    }
  }
  return all
}

const charactersOf = ({ attributes }: ReadableSpan) =>
  Object.values(attributes).reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0)
