import { invalidConfiguration } from '../errors/error.js'
import type { TransportOptions } from './transport.js'

/** The smallest allowed value of each number. */
const LEAST = {
  timeoutMs: 1,
  totalTimeoutMs: 1,
  maxRetryAfterMs: 0,
  retries: 0,
  concurrency: 1,
  maxResponseBytes: 1,
} as const satisfies { [Name in keyof TransportOptions]?: number }

/**
 * Rejects numbers with which requests would wait for ever, fail at once or be retried without end.
 * @throws CallspecError `invalid-configuration`
 */
export function checkTransportOptions(provider: string, options: TransportOptions): void {
  const refuse = (name: string, received: unknown, right: string) =>
    invalidConfiguration(
      provider,
      `Invalid ${name} of ${provider}: received ${typeof received === 'object' ? JSON.stringify(received) : String(received)}. Pass ${right}.`,
    )
  for (const [name, least] of Object.entries(LEAST)) {
    // Typed by name; a caller without types may pass anything.
    const value: unknown = options[name as keyof typeof LEAST]
    const isRight = typeof value === 'number' && value >= least && Math.floor(value) === value
    if (value !== undefined && !isRight) throw refuse(name, value, `a whole number of ${least} or more`)
  }
  const { rateLimit } = options
  if (rateLimit && !(Number.isInteger(rateLimit.requests) && rateLimit.requests >= 1 && rateLimit.perSeconds > 0)) {
    throw refuse('rateLimit', rateLimit, 'one like { requests: 100, perSeconds: 60 }, or null for none')
  }
}
