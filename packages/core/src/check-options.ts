import { CallspecError } from './error.js'
import type { TransportOptions } from './transport.js'

const isPositive = (value: number) => value > 0
const isNotNegative = (value: number) => value >= 0

/** What each number has to be, and how that is said. */
const NUMBERS = {
  timeoutMs: [isPositive, 'milliseconds above 0'],
  totalTimeoutMs: [isPositive, 'milliseconds above 0'],
  maxRetryAfterMs: [isNotNegative, 'milliseconds from 0 on'],
  retries: [isNotNegative, 'a number from 0 on'],
  concurrency: [(value: number) => value >= 1, 'a number from 1 on'],
  maxResponseBytes: [isPositive, 'bytes above 0'],
} as const satisfies { [Name in keyof TransportOptions]?: readonly [(value: number) => boolean, string] }

/**
 * Refuses numbers by which every request would wait for ever, fail at once or be sent again without end.
 * @throws CallspecError `invalid-configuration`
 */
export function checkTransportOptions(provider: string, options: TransportOptions): void {
  const refuse = (name: string, received: unknown, right: string) => {
    const text = `Invalid ${name} of ${provider}: received ${typeof received === 'object' ? JSON.stringify(received) : String(received)}. Pass ${right}.`
    return new CallspecError(text, { code: 'invalid-configuration', provider })
  }
  for (const [name, [isRight, right]] of Object.entries(NUMBERS)) {
    // The names are those of options; a caller without types may pass anything.
    const value: unknown = options[name as keyof typeof NUMBERS]
    if (value !== undefined && !(typeof value === 'number' && isRight(value))) throw refuse(name, value, right)
  }
  const { rateLimit } = options
  if (rateLimit === undefined || rateLimit === null) return
  if (!(Number.isInteger(rateLimit.requests) && rateLimit.requests >= 1 && rateLimit.perSeconds > 0)) {
    throw refuse('rateLimit', rateLimit, 'one like { requests: 100, perSeconds: 60 }, or null for none')
  }
}
