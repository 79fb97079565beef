import { STATUS_CODES } from 'node:http'

/** What went wrong with a collector, or with the variables that name it (`usage`), in one line without headers, bodies and other secrets. */
export class CollectorError extends Error {
  override readonly name = 'CollectorError'
  readonly code: 'usage' | 'collector'
  /** The HTTP status, if the collector answered. */
  readonly status: number | null

  constructor(message: string, code: CollectorError['code'], status: number | null = null) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** In terms of what its user can do. `error`: what the SDK's exporter gave; it holds the response, which may repeat what was sent. */
export function collectorError(address: string, error: unknown): CollectorError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (typeof code === 'number') {
    const words = [code, STATUS_CODES[code]].filter((word) => word !== undefined).join(' ')
    return new CollectorError(`The collector at ${address} answered ${words}. ${advice(code)}`, 'collector', code)
  }
  if (code === 'ERR_INVALID_CHAR')
    return new CollectorError(
      'A header for the collector holds a character that cannot be sent, such as a line break. Mend OTEL_EXPORTER_OTLP_HEADERS.',
      'usage',
    )
  if (typeof code === 'string')
    return new CollectorError(`The collector at ${address} cannot be reached (${code}). ${ADVICE_ENDPOINT}`, 'collector')
  const timedOut = error instanceof Error && error.message === 'Request timed out'
  return timedOut ? silentCollector(address) : busyCollector(address)
}

export const silentCollector = (address: string) =>
  new CollectorError(
    `The collector at ${address} did not answer in time. See whether it runs, or raise OTEL_EXPORTER_OTLP_TIMEOUT.`,
    'collector',
  )

// The SDK keeps no status of a response that it may repeat: 429, 502, 503 or 504.
const busyCollector = (address: string) =>
  new CollectorError(
    `The collector at ${address} was too busy or not ready (429, 502, 503 or 504), and the time for further tries is over. Try later, or raise OTEL_EXPORTER_OTLP_TIMEOUT.`,
    'collector',
  )

const ADVICE_ENDPOINT = 'Start it, or name another one in OTEL_EXPORTER_OTLP_ENDPOINT.'

function advice(status: number): string {
  if (status === 401 || status === 403) return 'Put its key into OTEL_EXPORTER_OTLP_HEADERS.'
  if (status === 404 || status === 405)
    return 'Set OTEL_EXPORTER_OTLP_ENDPOINT to its base address, to which /v1/traces is added, or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT to the whole one.'
  return 'Its log may say why.'
}
