import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import protobuf from 'protobufjs'

/** A span as it came over the wire. */
export interface WireSpan {
  traceId: string
  spanId: string
  parentSpanId: string
  name: string
  kind: number
  startTimeUnixNano: string
  endTimeUnixNano: string
  status: number
  attributes: Record<string, unknown>
}

export interface WireRequest {
  path: string | undefined
  headers: IncomingHttpHeaders
  resource: Record<string, unknown>
  spans: WireSpan[]
}

type Answer = (response: ServerResponse, request: WireRequest) => void

export interface Collector {
  endpoint: string
  requests: WireRequest[]
  /** How the following requests are answered. Default: taken. */
  answer: Answer
  spans(): WireSpan[]
  close(): Promise<void>
}

const root = await protobuf.load(join(import.meta.dirname, 'otlp.proto'))
const Request = root.lookupType('ExportTraceServiceRequest')
const Response = root.lookupType('ExportTraceServiceResponse')

/** Takes a request whole. */
export const taken: Answer = (response) => response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end()

/** Takes a request, but says that it did not keep some of its spans. */
export const partly =
  (rejectedSpans: number, errorMessage: string): Answer =>
  (response) => {
    const body = Response.encode(Response.fromObject({ partialSuccess: { rejectedSpans, errorMessage } })).finish()
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end(body)
  }

/** A server on a socket that reads OTLP over HTTP, as protocol buffers or JSON, by another library than the one that writes it. */
export async function startCollector(): Promise<Collector> {
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    const bytes = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
    const read = { path: request.url, headers: request.headers, ...decoded(request.headers['content-type'], bytes) }
    collector.requests.push(read)
    collector.answer(response, read)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const collector: Collector = {
    // A server that listens on TCP has an address of this form.
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    answer: taken,
    spans: () => collector.requests.flatMap(({ spans }) => spans),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return collector
}

// biome-ignore lint/suspicious/noExplicitAny: what came over the wire
type Wire = any

/** JSON has hexadecimal ids, as the OTLP page says; in protocol buffers they are bytes. */
function decoded(type: string | undefined, bytes: Buffer): Pick<WireRequest, 'resource' | 'spans'> {
  const message: Wire =
    type === 'application/json'
      ? JSON.parse(bytes.toString('utf8'))
      : Request.toObject(Request.decode(bytes), { longs: String, bytes: String, defaults: false })
  const idOf = (id: string | undefined) =>
    type === 'application/json' ? (id ?? '') : Buffer.from(id ?? '', 'base64').toString('hex')
  const [resourceSpans] = message.resourceSpans
  return {
    resource: attributesOf(resourceSpans.resource.attributes),
    spans: resourceSpans.scopeSpans.flatMap(({ spans }: Wire) =>
      spans.map((span: Wire) => ({
        traceId: idOf(span.traceId),
        spanId: idOf(span.spanId),
        parentSpanId: idOf(span.parentSpanId),
        name: span.name,
        kind: span.kind,
        startTimeUnixNano: String(span.startTimeUnixNano),
        endTimeUnixNano: String(span.endTimeUnixNano),
        status: span.status?.code ?? 0,
        attributes: attributesOf(span.attributes),
      })),
    ),
  }
}

const attributesOf = (attributes: Wire[]) => Object.fromEntries(attributes.map(({ key, value }) => [key, anyValue(value)]))

function anyValue(value: Wire): unknown {
  if (value.intValue !== undefined) return Number(value.intValue)
  if (value.arrayValue !== undefined) return value.arrayValue.values.map(anyValue)
  return value.stringValue ?? value.boolValue ?? value.doubleValue
}
