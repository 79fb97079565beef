// What somebody who installed the packages may write. The tests compile it with each TypeScript and run it in each runtime.

import { agentvoice } from '@callspec/agentvoice'
import { autocalls } from '@callspec/autocalls'
import { butter, createButter, toCall } from '@callspec/butter'
import * as retell from '@callspec/retell/webhook'
import { talkover } from '@callspec/talkover'
import * as telnyx from '@callspec/telnyx/webhook'
import { verify } from '@callspec/verify'
import { zudu } from '@callspec/zudu'
import { callLog, isCallspecError } from 'callspec'
import { explain } from 'callspec/explain'

/** Where each platform answers, and with which keys. */
export interface Platforms {
  agentvoice: { baseUrl: string; apiKey: string; organizationId: string }
  autocalls: { baseUrl: string; token: string }
  butter: { baseUrl: string; apiKey: string }
  talkover: { baseUrl: string; token: string }
  zudu: { baseUrl: string; apiKey: string; apiSecret: string }
}

export async function listCalls(platforms: Platforms) {
  const fast = { rateLimit: null }
  const log = callLog([
    agentvoice({ ...platforms.agentvoice, ...fast }),
    autocalls({ ...platforms.autocalls, ...fast }),
    butter({ ...platforms.butter, ...fast }),
    talkover({ ...platforms.talkover, ...fast }),
    zudu({ ...platforms.zudu, ...fast }),
  ])
  const query = { since: '2026-11-19', status: ['completed', 'failed'], include: ['transcript'] } as const
  const stream = log.list(query)
  const calls = []
  for await (const { raw, ...call } of stream) calls.push({ ...call, members: Object.keys(raw).length })
  const { sources } = await stream.summary()

  const client = createButter({ ...platforms.butter, ...fast })
  const ids = []
  for await (const { call_sid } of client.paginate('/api/calls')) ids.push(call_sid)
  const { data } = await client.GET('/api/calls', { params: { query: { limit: 3 } } })
  const [first] = data?.data ?? []

  const refused = await callLog([butter({ ...platforms.butter, apiKey: 'wrong' })])
    .get('butter', ids[0] ?? '')
    .catch((error: unknown) => isCallspecError(error) && `${error.code} ${error.status}`)

  return {
    calls,
    // Without the requests: how far a list is read ahead is a matter of time.
    sources: sources.map(({ source, calls: count, bad, error }) => ({ source, count, bad, error })),
    ids,
    mapped: first && toCall(first).occurredAt,
    got: (await log.get('zudu', calls.find(({ provider }) => provider === 'zudu')?.id ?? '')).status,
    refused,
    assumed: explain(log, query).map((source) => source.answers && source.assumptions.map(({ id }) => id)),
    hooks: await takeHooks(),
    verified: (await verify(butter({ ...platforms.butter, ...fast }))).results.map(({ id, verdict }) => `${id} ${verdict}`),
  }
}

/** Two web hooks, signed with a shared secret and with a private key when it was this time, and one that is forged. */
const SIGNED_AT = { now: 1764417600000 }
const RETELL = {
  url: 'https://hooks.example.com/',
  body: '{"event":"call_ended","call":{"call_id":"call_1","note":"Grüße"}}',
  headers: { 'X-Retell-Signature': 'v=1764417600000,d=c2fbe85c73a2a285ed9fa44774f9164348ee2c14ac107d25e497bd4834b08514' },
}
const TELNYX = {
  body: '{"data":{"event_type":"call.hangup","id":"e1","payload":{"call_control_id":"v3:1"}}}',
  headers: {
    'telnyx-timestamp': '1764417600',
    'telnyx-signature-ed25519': '/A90/obs2D7W7UgIbYEWIdVKY3MGLvpqub9y6ZzrVvFaNLUi/rZFRMR0osfaEc+p4lUo0LsACMDt4SmxhSgXDA==',
  },
}

async function takeHooks() {
  const { url, ...init } = RETELL
  const ended = retell.parse(await retell.verify(new Request(url, { method: 'POST', ...init }), 'key_1', SIGNED_AT))
  const hangup = telnyx.parse(await telnyx.verify(TELNYX, 'cwYEXq3gQOiEITVGChu1cnU9Hq+6l5le6je2527YTw8=', SIGNED_AT))
  const forged = { ...RETELL, body: RETELL.body.replace('call_1', 'call_2') }
  const refused = await retell.verify(forged, 'key_1', SIGNED_AT).catch((error: unknown) => isCallspecError(error) && error.code)
  return [`${ended.event} ${ended.callId}`, `${hangup.event} ${hangup.callId}`, refused]
}

// Node, Deno and Bun are told by the environment; workers and pages call the function.
const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
const given = process?.env?.CALLSPEC_PLATFORMS
if (given) listCalls(JSON.parse(given)).then((listed) => console.log(JSON.stringify(listed)))
