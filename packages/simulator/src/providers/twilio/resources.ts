// What belongs to Twilio's calls: recordings, their files and texts, events, and the numbers that calls come in on.

import { type Answer, type ApiRequest, ok, type Platform, type Route } from '../../define-simulator.js'
import { type AudioFormat, mediaTypes, recordingAudio } from '../../recordings/recording-audio.js'
import { setUpAt } from '../../world/cast.js'
import { conversation } from '../../world/conversation.js'
import { Criteria } from '../../world/criteria.js'
import { rfc2822 } from '../../world/stamp.js'
import type { WorldCall } from '../../world/world.js'
import { accountSid, agents, root } from './call.js'
import { listingPage, notFound, refuse, shortPage } from './page.js'

const RECORDING_SECONDS = 2

/** The sid of something of a call's; it has the call's digits. */
const sidOf = (kind: string, call: WorldCall): string => kind + call.id.slice(2)

/** The call that a sid of another kind belongs to. */
const callOf = (id: string | undefined, { world }: Platform): WorldCall | undefined => world.find(`CA${id?.slice(2)}`)

/** A call, or that there is none. */
const withCall =
  (answer: (call: WorldCall, request: ApiRequest, platform: Platform) => Answer): Route =>
  (request, platform) => {
    const call = platform.world.find(request.path.CallSid ?? '')
    return call ? answer(call, request, platform) : notFound()
  }

/** A call that a recording is of, or that there is none. */
const withRecording =
  (name: string, answer: (call: WorldCall, request: ApiRequest, platform: Platform) => Answer): Route =>
  (request, platform) => {
    const call = callOf(request.path[name], platform)
    return call?.parts.recording && request.path[name]?.startsWith('RE') ? answer(call, request, platform) : notFound()
  }

/** A recording as the list of its call has it; every third one has two channels. */
function recording(call: WorldCall) {
  const id = sidOf('RE', call)
  const at = call.endedAt ?? call.createdAt
  return {
    sid: id,
    account_sid: accountSid,
    api_version: '2010-04-01',
    call_sid: call.id,
    conference_sid: null,
    channels: channelsOf(call),
    date_created: rfc2822(at),
    date_updated: rfc2822(at),
    start_time: rfc2822(call.startedAt ?? call.createdAt),
    duration: String(Math.floor((call.durationMs ?? 0) / 1000)),
    price: '-0.0025',
    price_unit: 'USD',
    source: call.kind === 'outbound-api' ? 'OutboundAPI' : 'RecordVerb',
    status: 'completed',
    error_code: null,
    encryption_details: null,
    uri: `${root}/Calls/${call.id}/Recordings/${id}.json`,
  }
}

const channelsOf = (call: WorldCall): number => (call.index % 3 === 0 ? 2 : 1)

/** A recording as the account's list and its own address have it. */
function accountRecording(call: WorldCall) {
  const uri = `${root}/Recordings/${sidOf('RE', call)}`
  return {
    ...recording(call),
    media_url: `https://api.twilio.com${uri}`,
    uri: `${uri}.json`,
    subresource_uris: {
      add_on_results: `${uri}/AddOnResults.json`,
      transcriptions: `${uri}/Transcriptions.json`,
    },
  }
}

function listRecordings({ query }: ApiRequest, platform: Platform): Answer {
  const of = query.get('CallSid') ?? undefined
  const criteria = new Criteria(false)
    .add('recorded', true, (call) => call.parts.recording)
    .add('CallSid', of, (call, id) => call.id === id)
  const rows = platform.listing.inRowOrder(platform.knob('row-order'), criteria)
  const indexOf = (id: string) => platform.world.indexOf(`CA${id.slice(2)}`)
  return listingPage(rows, { name: 'recordings', path: `${root}/Recordings.json`, query, indexOf, write: accountRecording })
}

const listCallRecordings = withCall((call, { query }) =>
  shortPage(
    'recordings',
    `${root}/Calls/${call.id}/Recordings.json`,
    call.parts.recording ? [{ ...recording(call), track: 'both' }] : [],
    query,
  ),
)

const file = (format: AudioFormat, mediaType: string): Route =>
  withRecording('Sid', (call, { query }, { world }) => {
    if (query.get('RequestedChannels') === '2' && channelsOf(call) === 1) return refuse(400, 'The recording has one channel')
    const seconds = Math.min(RECORDING_SECONDS, (call.durationMs ?? 0) / 1000)
    const bytes = recordingAudio(format, { seed: world.seed, index: call.index, file: 0, seconds })
    return { status: 200, body: bytes, headers: { 'content-type': mediaType } }
  })

/** What was said, as one text without speakers. */
function transcriptions(call: WorldCall, seed: number) {
  if (!call.parts.transcript) return []
  const id = sidOf('TR', call)
  const at = rfc2822(call.endedAt ?? call.createdAt)
  return [
    {
      sid: id,
      account_sid: accountSid,
      api_version: '2010-04-01',
      recording_sid: sidOf('RE', call),
      date_created: at,
      date_updated: at,
      duration: String(Math.floor((call.durationMs ?? 0) / 1000)),
      price: '-0.05000',
      price_unit: 'USD',
      status: 'completed',
      transcription_text: conversation(call, seed)
        .map(({ text }) => text)
        .join(' '),
      type: 'fast',
      uri: `${root}/Transcriptions/${id}.json`,
    },
  ]
}

const listTranscriptions = withRecording('RecordingSid', (call, { query }, { world }) =>
  shortPage(
    'transcriptions',
    `${root}/Recordings/${sidOf('RE', call)}/Transcriptions.json`,
    transcriptions(call, world.seed),
    query,
  ),
)

function getTranscription({ path }: ApiRequest, platform: Platform): Answer {
  const call = callOf(path.Sid, platform)
  const [found] = call ? transcriptions(call, platform.world.seed) : []
  return found?.sid === path.Sid ? ok(found) : notFound()
}

const listEvents = withCall((call, { query }) => {
  const made = call.kind !== 'outbound-api' ? [] : [{ sid: call.id, ...eventOf(call) }]
  const answer = shortPage('events', `${root}/Calls/${call.id}/Events.json`, made, query)
  // An event has no id.
  return answer.status === 200 ? ok({ ...Object(answer.body), events: made.map(({ sid: _, ...event }) => event) }) : answer
})

const eventOf = (call: WorldCall) => ({
  request: {
    method: 'POST',
    url: `https://api.twilio.com${root}/Calls/${call.id}.json`,
    parameters: { account_sid: accountSid, timeout: '60' },
  },
  response: {
    response_code: 201,
    request_duration: 50,
    content_type: 'application/json',
    response_body: JSON.stringify({ sid: call.id }),
    date_created: rfc2822(call.createdAt),
  },
})

const numbers = agents.slice(0, -1).map(({ id, name, number }, position) => ({
  sid: id,
  account_sid: accountSid,
  phone_number: number,
  friendly_name: name,
  date_created: rfc2822(Date.parse(setUpAt(position))),
  date_updated: rfc2822(Date.parse(setUpAt(position))),
  api_version: '2010-04-01',
  beta: false,
  capabilities: { voice: true, sms: false, mms: false, fax: false },
  origin: 'twilio',
  status: 'in-use',
  type: 'local',
  voice_url: 'https://example.com/voice',
  voice_method: 'POST',
  uri: `${root}/IncomingPhoneNumbers/${id}.json`,
}))

function listNumbers({ query }: ApiRequest): Answer {
  const [name, like, origin] = [query.get('FriendlyName'), query.get('PhoneNumber'), query.get('Origin')]
  // A star is any digit, and a part of a number is enough.
  const pattern = new RegExp((like ?? '').replace(/[^\d*]/g, '').replaceAll('*', '\\d'))
  const rows = numbers.filter(
    (each) =>
      (name ?? each.friendly_name) === each.friendly_name &&
      (origin ?? each.origin) === each.origin &&
      pattern.test(each.phone_number),
  )
  return shortPage('incoming_phone_numbers', `${root}/IncomingPhoneNumbers.json`, rows, query)
}

/** Below the account. */
export const resourceRoutes: Readonly<Record<string, Route>> = {
  'GET /Calls/{CallSid}/Recordings.json': listCallRecordings,
  'GET /Calls/{CallSid}/Events.json': listEvents,
  'GET /Recordings.json': listRecordings,
  'GET /Recordings/{Sid}.json': withRecording('Sid', (call) => ok(accountRecording(call))),
  'GET /Recordings/{Sid}.wav': file('wav', 'audio/x-wav'),
  'GET /Recordings/{Sid}.mp3': file('mp3', mediaTypes.mp3),
  'GET /Recordings/{RecordingSid}/Transcriptions.json': listTranscriptions,
  'GET /Transcriptions/{Sid}.json': getTranscription,
  'GET /IncomingPhoneNumbers.json': listNumbers,
}
