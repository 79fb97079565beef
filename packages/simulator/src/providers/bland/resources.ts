// What Bland has beside the calls themselves: recordings, corrected transcripts, events and campaigns.
import { type Answer, ok, type Platform, type Route } from '../../define-simulator.js'
import { serveFile } from '../../recordings/serve-file.js'
import { campaignsWithIds } from '../../world/cast.js'
import { Criteria } from '../../world/criteria.js'
import { uuid } from '../../world/id.js'
import { isoMilliseconds } from '../../world/stamp.js'
import type { WorldCall } from '../../world/world.js'
import { campaignOf, phrasesOf } from './call.js'

export const campaigns = campaignsWithIds((campaign) => uuid(0xca3b, campaign))

/** Errors of reading are not documented; these have the shapes and words of those that are. */
export const errorBody = (message: string, status: number) =>
  status === 400 || status === 429
    ? { status: 'error', message }
    : { data: null, errors: [{ error: ERROR_WORDS[status] ?? 'INTERNAL_SERVER_ERROR', message }] }

const ERROR_WORDS: Readonly<Record<number, string>> = { 401: 'AUTH_FAILURE', 403: 'FORBIDDEN', 404: 'CALL_NOT_FOUND' }

export const refuse = (status: number, message: string): Answer =>
  status === 400
    ? { status, body: { status: 'error', message: `Invalid parameters. Error: ["${message}"]`, errors: [message] } }
    : { status, body: errorBody(message, status) }

/** What a route answers about the call in its path. */
export function withCall(
  { call_id: id = '' }: Readonly<Record<string, string>>,
  { world }: Platform,
  answer: (call: WorldCall) => Answer,
): Answer {
  const call = world.find(id)
  return call ? answer(call) : refuse(404, 'Call not found')
}

const noRecording: Answer = {
  status: 404,
  body: { data: null, errors: [{ error: 'CALL_RECORDING_NOT_FOUND', message: 'Call recording not found' }] },
}

const isMp3 = (type: string | undefined): boolean => type?.includes('audio/mpeg') ?? false

/** The file, WAV unless the request says `content-type: audio/mpeg`. */
const recording: Route = ({ path, headers }, platform) =>
  withCall(path, platform, (call) => {
    const { recordings, knob: setting } = platform
    if (!call.parts.recording) return noRecording
    return serveFile(recordings.file(call, isMp3(headers['content-type']) ? 'mp3' : 'main'), headers, setting)
  })

/** The address, or the file if the request accepts audio. */
const recordingAddress: Route = ({ path, headers }, platform) =>
  withCall(path, platform, (call) => {
    const { recordings, knob: setting } = platform
    if (!call.parts.recording) return { status: 404, body: 'Recording not found' }
    if (isMp3(headers.accept)) return serveFile(recordings.file(call, 'mp3'), headers, setting)
    return ok({ code: 200, status: 'success', url: recordings.address(call, 'mp3') })
  })

const corrected: Route = ({ path }, platform) =>
  withCall(path, platform, (call) => {
    const original = phrasesOf(call, platform)
    const spoken = original.filter(({ user }) => user !== 'agent-action')
    const start = call.startedAt ?? call.createdAt
    return ok({
      status: 'success',
      message: 'Corrected transcript',
      corrected: spoken.map(({ created_at, text, user }) => {
        const at = (Date.parse(created_at) - start) / 1000
        const isCustomer = user === 'user'
        return {
          start: at,
          end: at + 2,
          text,
          speaker: isCustomer ? 1 : 2,
          speaker_label: isCustomer ? 'user' : 'assistant',
          confidence: 0.8,
        }
      }),
      aligned: spoken,
      original: original.toReversed(),
    })
  })

const events: Route = ({ path }, platform) =>
  withCall(path, platform, (call) =>
    ok(
      ['Queued', 'Dispatched'].map((message, place) => ({
        level: place === 0 ? 'queue' : 'call',
        message,
        category: 'info',
        call_id: call.id,
        timestamp: isoMilliseconds(call.createdAt + place * 1000),
      })),
    ),
  )

const listCampaigns: Route = (_, { listing }) =>
  ok({
    status: 'success',
    campaigns: campaigns.map(({ id, name }) => {
      const criteria = new Criteria(false).add('campaign', id, (call) => campaignOf(call) === id)
      return { campaign_id: id, campaign_name: name, count: listing.select({ criteria, descending: true }).total }
    }),
  })

export const resourceRoutes: Readonly<Record<string, Route>> = {
  'GET /v1/recordings/{call_id}': recording,
  'GET /v1/calls/{call_id}/recording': recordingAddress,
  'GET /v1/calls/{call_id}/correct': corrected,
  'GET /v1/event_stream/{call_id}': events,
  'GET /v1/campaigns': listCampaigns,
}
