import type { SpanExporter } from '@opentelemetry/sdk-trace-base'
import { checkVariables } from './check-variables.js'
import { type Variable, variable, wrongVariable } from './otlp-variable.js'

export interface OtlpExporter {
  /** The SDK's own exporter, configured by the standard variables. */
  exporter: SpanExporter
  /** Where it sends, without credentials. */
  address: string
  /** After which time it gives up. */
  timeoutMs: number
}

/**
 * The exporter that the standard variables describe: `OTEL_EXPORTER_OTLP_ENDPOINT`, `_HEADERS`, `_PROTOCOL`, `_TIMEOUT`, `_COMPRESSION`,
 * `_CERTIFICATE`, `_CLIENT_CERTIFICATE` and `_CLIENT_KEY`, each also with `TRACES_` before its name.
 * @throws CollectorError `usage` naming a variable that is wrong: the SDK would ignore it
 */
export async function createOtlpExporter(): Promise<OtlpExporter> {
  const address = addressOf(variable('ENDPOINT'))
  const timeoutMs = timeoutOf(variable('TIMEOUT'))
  checkVariables()
  const protocol = variable('PROTOCOL')
  const Exporter = await exporterOf(protocol)
  return { exporter: new Exporter({ timeoutMillis: timeoutMs }), address, timeoutMs }
}

async function exporterOf(protocol: Variable | undefined) {
  // Loaded when needed: one of the two is enough.
  if (protocol === undefined || protocol.value === 'http/protobuf')
    return (await import('@opentelemetry/exporter-trace-otlp-proto')).OTLPTraceExporter
  if (protocol.value === 'http/json') return (await import('@opentelemetry/exporter-trace-otlp-http')).OTLPTraceExporter
  throw wrongVariable(protocol.name, `received "${protocol.value}". Set it to http/protobuf or http/json`)
}

/** The SDK would fall back to its default if the endpoint were no address, and send calls to where nobody asked for. */
function addressOf(endpoint: Variable | undefined): string {
  if (endpoint === undefined) return 'http://localhost:4318/v1/traces'
  const { name, value, ofTraces } = endpoint
  const url = URL.canParse(value) ? new URL(value) : null
  if (url === null || !/^https?:$/.test(url.protocol))
    throw wrongVariable(name, 'it is no address over HTTP. Set it to one like http://localhost:4318')
  return `${url.origin}${ofTraces ? url.pathname : `${url.pathname.replace(/\/$/, '')}/v1/traces`}`
}

function timeoutOf(timeout: Variable | undefined): number {
  if (timeout === undefined) return DEFAULT_TIMEOUT_MS
  const { name, value } = timeout
  const ms = Number(value)
  if (Number.isFinite(ms) && ms > 0) return ms
  throw wrongVariable(name, `received "${value}". Set it to milliseconds, like 10000`)
}

const DEFAULT_TIMEOUT_MS = 10_000
