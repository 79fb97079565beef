import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Answer, ApiRequest, Platform, SimulatorDefinition } from '../define-simulator.js'
import type { FaultRules } from '../faults/fault-rules.js'
import { carriesSecret } from '../server/carries-secret.js'
import { isOwnHost } from '../server/host.js'
import { listenOnLoopback, type RunningServer } from '../server/loopback.js'
import type { RequestLog } from '../server/request-log.js'
import { respond } from '../server/respond.js'
import { send } from '../server/send.js'
import { writeAnswer } from '../server/write-answer.js'
import type { Found, StoredFile } from './recordings.js'
import { serveFile } from './serve-file.js'
import { storageError } from './storage-error.js'

export interface StorageOptions {
  latencyMs: number
  allowedHosts: readonly string[]
  log: RequestLog
  faults: FaultRules
  /** The simulator, once it runs: its base URL is known after the storage's. */
  platform(): Platform
}

/** Serves a platform's recordings from a port of their own, as from the storage that its documentation shows. */
export async function serveStorage(definition: SimulatorDefinition, options: StorageOptions): Promise<RunningServer> {
  const server = createServer((request, response) => {
    take(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else send(response, writeAnswer(storageError(500, error instanceof Error ? error.message : String(error))))
    })
  })

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', headers, socket } = request
    if (!isOwnHost(headers.host, socket.localPort, options.allowedHosts)) {
      const refusal = storageError(403, 'The Host header is not the one of this simulator. Allow it by allowedHosts.')
      return send(response, writeAnswer(refusal))
    }
    const platform = options.platform()
    platform.world.tick()
    const url = new URL(request.url ?? '/', 'http://storage')
    const fault = options.faults.next('recording')
    request.resume()
    options.log.push({
      method,
      path: url.pathname,
      query: [...url.searchParams],
      body: undefined,
      storage: { carriedCredential: carriesSecret(request, platform.credentials) },
      ...(fault && { fault: fault.name }),
    })
    const asked: ApiRequest = { path: {}, query: url.searchParams, body: undefined, headers }
    await respond(fault, options.latencyMs, {
      definition,
      platform,
      operation: 'recording',
      request: asked,
      url: url.pathname + url.search,
      response,
      answer: (instead = asked) => open(method, url, instead, platform),
      write: writeAnswer,
      refuse: (status, message) => storageError(status, message),
    })
  }

  return listenOnLoopback(server, 0)
}

function open(method: string, url: URL, { headers }: ApiRequest, { recordings, knob }: Platform): Answer {
  if (method !== 'GET' && method !== 'HEAD')
    return storageError(405, 'The specified method is not allowed against this resource.')
  const found = recordings.find(url)
  return typeof found === 'string' ? refusals[found] : serveFile(found, headers, knob)
}

const refusals: Readonly<Record<Exclude<Found, StoredFile>, Answer>> = {
  missing: storageError(404, 'The specified key does not exist.'),
  unsigned: storageError(403, 'Access Denied'),
  'wrongly signed': storageError(
    403,
    'The request signature we calculated does not match the signature you provided.',
    'SignatureDoesNotMatch',
  ),
  expired: storageError(403, 'Request has expired'),
}
