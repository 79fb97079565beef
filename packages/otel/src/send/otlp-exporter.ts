import type { SpanExporter } from '@opentelemetry/sdk-trace-base'
import { CollectorError } from './collector-error.js'

export interface OtlpExporter {
  /** The SDK's own exporter, configured by the standard variables. */
  exporter: SpanExporter
  /** Where it sends, without credentials. */
  address: string
  /** After which time it gives up. */
  timeoutMs: number
}

/**
 * The exporter that the standard variables describe: `OTEL_EXPORTER_OTLP_ENDPOINT`, `_HEADERS`, `_PROTOCOL`, `_TIMEOUT`, `_COMPRESSION` and
 * `_CERTIFICATE`, each also with `TRACES_` before its name.
 * @throws CollectorError `usage` if the endpoint is no address, or the protocol is not over HTTP
 */
export async function createOtlpExporter(): Promise<OtlpExporter> {
  const address = addressOf(variable('ENDPOINT'))
  const timeoutMs = timeoutOf(variable('TIMEOUT')?.value)
  const protocol = variable('PROTOCOL')
  const Exporter = await exporterOf(protocol)
  return { exporter: new Exporter({ timeoutMillis: timeoutMs }), address, timeoutMs }
}

async function exporterOf(protocol: Variable | undefined) {
  // Loaded when needed: one of the two is enough.
  if (protocol === undefined || protocol.value === 'http/protobuf')
    return (await import('@opentelemetry/exporter-trace-otlp-proto')).OTLPTraceExporter
  if (protocol.value === 'http/json') return (await import('@opentelemetry/exporter-trace-otlp-http')).OTLPTraceExporter
  throw new CollectorError(
    `Invalid ${protocol.name}: received "${protocol.value}". Set it to http/protobuf or http/json.`,
    'usage',
  )
}

interface Variable {
  name: string
  value: string
  /** Whether it is for traces alone. */
  ofTraces: boolean
}

/** The variable for traces, else the one for all signals. An empty one counts as not set. */
function variable(end: string): Variable | undefined {
  for (const ofTraces of [true, false]) {
    const name = `OTEL_EXPORTER_OTLP_${ofTraces ? 'TRACES_' : ''}${end}`
    const value = process.env[name]?.trim()
    if (value) return { name, value, ofTraces }
  }
  return undefined
}

/** The SDK would fall back to its default if the endpoint were no address, and send calls to where nobody asked for. */
function addressOf(endpoint: Variable | undefined): string {
  if (endpoint === undefined) return 'http://localhost:4318/v1/traces'
  const { name, value, ofTraces } = endpoint
  const url = URL.canParse(value) ? new URL(value) : null
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new CollectorError(`Invalid ${name}: it is no address over HTTP. Set it to one like http://localhost:4318.`, 'usage')
  return `${url.origin}${ofTraces ? url.pathname : `${url.pathname.replace(/\/$/, '')}/v1/traces`}`
}

/** As the SDK reads it. */
function timeoutOf(text: string | undefined): number {
  const ms = Number(text)
  return Number.isFinite(ms) && ms > 0 ? ms : DEFAULT_TIMEOUT_MS
}

const DEFAULT_TIMEOUT_MS = 10_000
