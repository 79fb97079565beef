import type { RequestInfo } from './hooks.js'

/** The part of an OpenTelemetry tracer (`@opentelemetry/api`) that callspec uses. */
export interface Tracer {
  startSpan(name: string, options: { kind: number; attributes: Record<string, string | number> }): Span
}

export interface Span {
  setAttribute(name: string, value: string | number): unknown
  setStatus(status: { code: number; message?: string }): unknown
  end(): void
}

// SpanKind.CLIENT and SpanStatusCode.ERROR; their numbers are part of OpenTelemetry's stable API.
const CLIENT = 2
const ERROR = 2

/**
 * Starts the span of one try and returns a function that ends it with the response's status or the error's code. It follows OpenTelemetry's
 * conventions for HTTP clients, but has the path's template and no query, since both may hold telephone numbers.
 */
export function startSpan(tracer: Tracer, info: RequestInfo): (outcome: number | string) => void {
  const [method = '', template = ''] = info.operation.split(' ')
  const [address = '', port] = info.host.split(/:(?=\d+$)/)
  const span = tracer.startSpan(info.operation, {
    kind: CLIENT,
    attributes: {
      'http.request.method': method,
      'url.template': template,
      'server.address': address,
      ...(port && { 'server.port': Number(port) }),
      ...(info.attempt > 0 && { 'http.request.resend_count': info.attempt }),
    },
  })
  return (outcome) => {
    if (typeof outcome === 'number') span.setAttribute('http.response.status_code', outcome)
    if (typeof outcome === 'string' || outcome >= 400) {
      span.setAttribute('error.type', String(outcome))
      span.setStatus({ code: ERROR })
    }
    span.end()
  }
}
