import {
  createCallExporter,
  createOtlpExporter,
  createSentCalls,
  type Exported,
  type Rejection,
  traceIdOf,
  watchRejections,
} from '@callspec/otel'
import type { Call } from 'callspec'
import { afterAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { BARE, CALL } from './call.js'
import { partly, startCollector, taken } from './collector.js'

const collector = await startCollector()
afterAll(() => collector.close())
const address = `${collector.endpoint}/v1/traces`

beforeEach(() => {
  collector.requests.length = 0
  collector.answer = taken
  vi.unstubAllEnvs()
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', collector.endpoint)
  return () => vi.unstubAllEnvs()
})

async function send(calls: readonly Call[], options: object = {}, signal?: AbortSignal): Promise<Exported> {
  const exporter = createCallExporter({ ...(await createOtlpExporter()), ...options })
  onTestFinished(() => exporter.shutdown())
  return exporter.export(calls, signal)
}

const many = (count: number, call: Call = BARE) =>
  Array.from({ length: count }, (_, at) => ({ ...call, key: `vapi/${at}`, id: `${at}` }))

const NOTHING: Exported = { traces: 0, changed: 0, spans: 0, same: 0, open: 0, undated: 0, tooLarge: [] }

describe('over the wire', () => {
  test.each(['http/protobuf', 'http/json'])('as %s, a trace arrives as it was made', async (protocol) => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_PROTOCOL', protocol)
    vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'authorization=Bearer%20secret-token')
    vi.stubEnv('OTEL_EXPORTER_OTLP_COMPRESSION', 'gzip')
    vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'deployment.environment.name=test')
    vi.stubEnv('OTEL_SERVICE_NAME', 'support-line')
    const half = `${'é'.repeat(3)}🙂\ud83d`
    const call: Call = { ...CALL, agent: { id: null, name: half }, missing: ['recording'], status: 'failed', endReason: null }
    expect(await send([call])).toEqual({ ...NOTHING, traces: 1, spans: 3 })
    const [request] = collector.requests
    expect(request).toMatchObject({
      path: '/v1/traces',
      headers: { authorization: 'Bearer secret-token', 'content-encoding': 'gzip' },
      resource: { 'service.name': 'support-line', 'deployment.environment.name': 'test' },
    })
    const [root, turn] = request?.spans ?? []
    expect(root).toMatchObject({
      traceId: traceIdOf('vapi/call-1'),
      parentSpanId: '',
      name: 'invoke_agent ééé🙂\ufffd',
      // CLIENT and ERROR, as the protocol numbers them.
      kind: 3,
      status: 2,
      startTimeUnixNano: '1793520000250000000',
      endTimeUnixNano: '1793520067500000000',
    })
    expect(root?.attributes).toMatchObject({
      'error.type': '_OTHER',
      'gen_ai.agent.name': 'ééé🙂\ufffd',
      'callspec.call.missing': ['recording'],
      'callspec.call.is_test': false,
      'callspec.call.turns': 3,
      'callspec.call.cost.number': 0.123,
    })
    expect(turn).toMatchObject({ parentSpanId: root?.spanId, traceId: root?.traceId, kind: 1, name: 'turn agent' })
  })

  test('a request has 512 spans at most, and few large texts', async () => {
    expect(await send(many(1000))).toMatchObject({ traces: 1000, spans: 1000 })
    expect(collector.requests.map(({ spans }) => spans.length)).toEqual([512, 488])
    collector.requests.length = 0
    await send(many(3, { ...BARE, transcriptText: 'x'.repeat(200_000) }), { content: true })
    expect(collector.requests.map(({ spans }) => spans.length)).toEqual([1, 1, 1])
  })

  test('what is too large for a collector is halved, and a span that is so by itself is named', async () => {
    collector.answer = (response, { spans }) => {
      const isTooLarge = spans.length > 2 || spans.some(({ attributes }) => attributes['callspec.call.id'] === '3')
      response.writeHead(isTooLarge ? 413 : 200).end()
    }
    expect(await send(many(8))).toEqual({ ...NOTHING, traces: 8, spans: 7, tooLarge: ['vapi/3'] })
  })

  test('a collector that is busy is asked again', async () => {
    collector.answer = (response) => {
      collector.answer = taken
      response.writeHead(503, { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }).end()
    }
    expect(await send([BARE])).toMatchObject({ traces: 1 })
    expect(collector.requests).toHaveLength(2)
  })

  test('what a collector takes but does not keep is told', async () => {
    const rejections: Rejection[] = []
    onTestFinished(watchRejections((rejection) => rejections.push(rejection)))
    collector.answer = partly(1, 'too old')
    await send([BARE])
    collector.answer = partly(0, 'use gzip')
    await send([BARE])
    collector.answer = (response) => response.writeHead(200).end('\n<html>')
    await send([BARE])
    expect(rejections).toEqual([
      { spans: 1, because: 'too old' },
      { spans: 0, because: 'use gzip' },
      { spans: null, because: 'its answer could not be read' },
    ])
  })
})

describe('a collector that does not take calls is one line, without secrets', () => {
  test.each([
    [401, 'answered 401 Unauthorized. Put its key into OTEL_EXPORTER_OTLP_HEADERS.'],
    [
      404,
      'answered 404 Not Found. Set OTEL_EXPORTER_OTLP_ENDPOINT to its base address, to which /v1/traces is added, or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT to the whole one.',
    ],
    [400, 'answered 400 Bad Request. Its log may say why.'],
  ])('as one that answers %i', async (status, text) => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'api-key=secret-token')
    // A response may repeat what it was sent.
    collector.answer = (response, { headers }) => response.writeHead(status).end(`no ${headers['api-key']}\nat all`)
    const error = await send([BARE]).catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      name: 'CollectorError',
      code: 'collector',
      status,
      message: `The collector at ${address} ${text}`,
    })
    expect(JSON.stringify(error) + String(error instanceof Error && error.stack)).not.toContain('secret-token')
  })

  test('as one that is not there', async () => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://user:secret-token@127.0.0.1:2/base/')
    vi.stubEnv('OTEL_EXPORTER_OTLP_TIMEOUT', '200')
    await expect(send([BARE])).rejects.toThrow(
      'The collector at http://127.0.0.1:2/base/v1/traces cannot be reached (ECONNREFUSED). Start it, or name another one in OTEL_EXPORTER_OTLP_ENDPOINT.',
    )
  })

  test('as one that hangs', async () => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_TIMEOUT', '200')
    collector.answer = () => undefined
    await expect(send([BARE])).rejects.toThrow(
      `The collector at ${address} did not answer in time. See whether it runs, or raise OTEL_EXPORTER_OTLP_TIMEOUT.`,
    )
  })

  test('as one that never ends its answer', async () => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_TIMEOUT', '200')
    collector.answer = (response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(timer))
    }
    await expect(send([BARE])).rejects.toThrow('did not answer in time')
  })

  test('as one that stays busy', async () => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_TIMEOUT', '200')
    collector.answer = (response) => response.writeHead(503).end()
    await expect(send([BARE])).rejects.toThrow('was too busy or not ready (429, 502, 503 or 504)')
  })

  const PAIRS = 'is no name=value. Separate entries with commas, and write , ; % in values as %2C %3B %25.'

  test.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318', 'it is no address over HTTP. Set it to one like http://localhost:4318.'],
    [
      'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
      'secret-token',
      'it is no address over HTTP. Set it to one like http://localhost:4318.',
    ],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc', 'received "grpc". Set it to http/protobuf or http/json.'],
    ['OTEL_EXPORTER_OTLP_TIMEOUT', '10s', 'received "10s". Set it to milliseconds, like 10000.'],
    ['OTEL_EXPORTER_OTLP_TRACES_TIMEOUT', '0', 'received "0". Set it to milliseconds, like 10000.'],
    ['OTEL_EXPORTER_OTLP_COMPRESSION', 'brotli', 'received "brotli". Set it to gzip or none.'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'api-key: secret', `entry 1 ${PAIRS}`],
    ['OTEL_EXPORTER_OTLP_TRACES_HEADERS', 'team=a, Bearer secret', `entry 2 ${PAIRS}`],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'api-key=50%', `entry 1 ${PAIRS}`],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'cookie=a=1;b=2', `entry 1 ${PAIRS}`],
    ['OTEL_EXPORTER_OTLP_CERTIFICATE', 'no/such.pem', 'no file can be read at "no/such.pem". Set it to the path of one.'],
    ['OTEL_EXPORTER_OTLP_CLIENT_KEY', '.', 'no file can be read at ".". Set it to the path of one.'],
  ])('as a wrong %s', async (name, value, text) => {
    vi.stubEnv(name, value)
    await expect(createOtlpExporter()).rejects.toMatchObject({ code: 'usage', message: `Invalid ${name}: ${text}` })
  })

  test('a signal ends the waiting', async () => {
    const stopped = new AbortController()
    collector.answer = () => stopped.abort(new Error('Stopped.'))
    await expect(send([BARE], {}, stopped.signal)).rejects.toThrow('Stopped.')
  })
})

describe('what is sent', () => {
  const sent = createSentCalls()
  const now = () => Date.parse('2026-11-01T12:00:00Z')

  test('a call that is over, once, and again if it changed', async () => {
    const open: Call = { ...CALL, status: 'in_progress', isFinal: false, endedAt: null }
    expect(await send([open], { sent, now })).toEqual({ ...NOTHING, open: 1 })
    expect(await send([CALL], { sent, now })).toEqual({ ...NOTHING, traces: 1, spans: 3 })
    expect(await send([{ ...CALL, updatedAt: '2026-11-01T09:00:00.000Z' }], { sent, now })).toEqual({ ...NOTHING, same: 1 })
    const again = createSentCalls(JSON.parse(JSON.stringify(sent.state())))
    expect(await send([CALL, { ...BARE, key: 'vapi/2' }], { sent: again, now })).toEqual({
      ...NOTHING,
      traces: 1,
      spans: 1,
      same: 1,
    })
    const priced: Call = { ...CALL, cost: { amount: '0.2', unit: 'USD' } }
    expect(await send([priced], { sent: again, now })).toEqual({ ...NOTHING, traces: 1, changed: 1, spans: 3 })
    expect(collector.spans().at(-1)?.traceId).toBe(traceIdOf(CALL.key))
  })

  test('a call that is open for a day, and none without a time', async () => {
    const old: Call = { ...BARE, status: 'unknown', isFinal: false }
    const undated: Call = { ...BARE, key: 'vapi/3', occurredAt: null }
    const queued: Call = { ...undated, key: 'vapi/4', status: 'queued', isFinal: false }
    const later = () => Date.parse('2026-11-02T07:59:58Z')
    expect(await send([old, undated, queued], { now: later })).toEqual({ ...NOTHING, traces: 1, spans: 1, undated: 1, open: 1 })
  })

  test('a call that the collector did not take is not remembered', async () => {
    const memory = createSentCalls()
    collector.answer = (response) => response.writeHead(400).end()
    await expect(send([BARE], { sent: memory })).rejects.toThrow('400')
    collector.answer = taken
    expect(await send([BARE], { sent: memory })).toMatchObject({ traces: 1, changed: 0 })
  })

  test('what is remembered names no call, forgets old days, and is replaced if it is none', async () => {
    const memory = createSentCalls()
    await send([CALL, { ...BARE, key: 'vapi/2', occurredAt: '2026-11-05T00:00:00.000Z' }], { sent: memory, now })
    memory.forget('vapi', '2026-11-02T12:00:00.000Z')
    const { vapi } = memory.state().sources
    expect(Object.keys(vapi ?? {})).toEqual(['2026-11-05'])
    expect(JSON.stringify(memory.state())).not.toContain('vapi/2')
    for (const damaged of [null, 7, { version: 2 }, { version: 1, sources: { vapi: { day: 3 } } }])
      expect(createSentCalls(damaged).compare(CALL, [])).toBe('new')
  })
})
