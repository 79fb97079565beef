import { CollectorError } from './collector-error.js'

export interface Variable {
  name: string
  value: string
  /** Whether it is for traces alone. */
  ofTraces: boolean
}

/** The names of a variable: for traces, and for all signals. */
export const prefixed = (end: string): [ofTraces: string, ofAll: string] => [
  `OTEL_EXPORTER_OTLP_TRACES_${end}`,
  `OTEL_EXPORTER_OTLP_${end}`,
]

/** The variable for traces, else the one for all signals. An empty one counts as not set. */
export function variable(end: string): Variable | undefined {
  for (const [index, name] of prefixed(end).entries()) {
    const value = process.env[name]?.trim()
    if (value) return { name, value, ofTraces: index === 0 }
  }
  return undefined
}

/** The error for a variable that is wrong. What it holds may be secret, so only words and numbers are repeated. */
export const wrongVariable = (name: string, text: string): CollectorError =>
  new CollectorError(`Invalid ${name}: ${text}.`, 'usage')
