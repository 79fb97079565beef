import { type ErrorCode, isCallspecError, providerMessage } from 'callspec'
import { optionOf } from './options/option-of.js'
import { UsageError } from './usage-error.js'

const USAGE: ReadonlySet<ErrorCode> = new Set(['missing-credentials', 'invalid-configuration', 'invalid-query'])

/** 2 if the user can fix it in the command, the configuration or the environment; else 1. */
export function exitCodeOf(error: unknown): number {
  return error instanceof UsageError || (isCallspecError(error) && USAGE.has(error.code)) || isUsage(error) ? 2 : 1
}

// By their names: these packages are only loaded where they are used.
const isUsage = (error: unknown) =>
  error instanceof Error && ['SyncError', 'CollectorError'].includes(error.name) && 'code' in error && error.code === 'usage'

/** An error message in terms of command-line options, with the platform's own message. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (!isCallspecError(error)) return error.message
  const words = providerMessage(error)
  const said = words === undefined ? '' : ` The response said "${words}".`
  return `${error.message}${said}`
    .replace(/^Invalid (\w+):/, (_, member: string) => `Invalid ${optionOf(member)}:`)
    .replace(/ cannot be filtered by (\w+)/, (_, member: string) => ` cannot be filtered by ${optionOf(member)}`)
    .replace(", use order 'arrival', or raise maxBufferedCalls", ' or use --order arrival')
    .replace("skip such sources with { onUnsupported: 'skip' }", 'leave such sources out with --skip-unsupported')
}
