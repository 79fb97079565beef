import { DiagLogLevel, diag } from '@opentelemetry/api'

/** Spans that a collector took in a request but did not keep, by its own words. */
export interface Rejection {
  /** How many; 0 if it took all, and only has something to say; `null` if its answer could not be read. */
  spans: number | null
  because: string
}

/**
 * Calls back when a collector rejects spans of a request that it took. The exporters tell so, and that alone, to OpenTelemetry's logger, of which a
 * process has one: this takes it, until it is given back. For programs that use it for nothing else.
 */
export function watchRejections(onRejection: (rejection: Rejection) => void): () => void {
  const nothing = () => undefined
  const warn = (message: string, ...more: unknown[]) => {
    const rejection = rejectionOf(message, more)
    if (rejection) onRejection(rejection)
  }
  diag.setLogger(
    { warn, error: nothing, info: nothing, debug: nothing, verbose: nothing },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  )
  return () => diag.disable()
}

function rejectionOf(message: string, more: readonly unknown[]): Rejection | null {
  // A component's logger puts its name first.
  const said = [message, ...more].filter((part) => typeof part === 'string')
  if (said.some((part) => part.startsWith('Export succeeded but could not deserialize')))
    return { spans: null, because: 'its answer could not be read' }
  if (!said.some((part) => part.startsWith('Received Partial Success'))) return null
  return fromJson(said.at(-1) ?? '')
}

/** `rejectedSpans` is an `int64`, which JSON may hold as a text. */
function fromJson(text: string): Rejection {
  const partial: { rejectedSpans?: unknown; errorMessage?: unknown } = JSON.parse(text)
  const spans = Number(partial.rejectedSpans ?? 0)
  return { spans: Number.isSafeInteger(spans) ? spans : null, because: String(partial.errorMessage ?? '') }
}
