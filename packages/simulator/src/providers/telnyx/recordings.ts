// Recordings of Telnyx's calls, and their texts.

import { type Answer, type ApiRequest, ok, type Platform, type Route } from '../../define-simulator.js'
import { conversation } from '../../world/conversation.js'
import { Criteria } from '../../world/criteria.js'
import { indexOfId, uuid } from '../../world/id.js'
import { isoSeconds, rfc2822 } from '../../world/stamp.js'
import type { World, WorldCall } from '../../world/world.js'
import { accountSid, root } from './call.js'
import { linkedFew, notFound, numberedPage } from './page.js'

/** Ids of what belongs to a call; each kind has its own. */
export const ids = {
  recording: 0x4ec0,
  transcription: 0x7ec7,
  conversation: 0xc0de,
  insights: 0x1151,
} as const

export const idOf = (kind: keyof typeof ids, { index }: WorldCall, { seed }: World): string => uuid(seed ^ ids[kind], index)

/** The call that an id of another kind belongs to. */
export function callOf(kind: keyof typeof ids, id: string, world: World): WorldCall | undefined {
  const index = indexOfId(world.seed ^ ids[kind], id)
  if (!Number.isInteger(index) || !world.isLive(index)) return undefined
  const call = world.call(index)
  return idOf(kind, call, world) === id ? call : undefined
}

/** An assistant talks on two calls of three. */
export const hasAssistant = ({ index }: WorldCall): boolean => index % 3 !== 0

export const ofCall =
  (answer: (call: WorldCall, request: ApiRequest, platform: Platform) => Answer): Route =>
  (request, platform) => {
    // Addresses in rows have an ending.
    const call = platform.world.find(request.path.call_sid?.replace(/\.json$/, '') ?? '')
    return call ? answer(call, request, platform) : notFound()
  }

/** A recording; the page has two forms of stamps. */
function recording(call: WorldCall, { world, knob: setting, recordings }: Platform) {
  const id = idOf('recording', call, world)
  const stamp = setting('recording-stamps') === 'iso' ? isoSeconds : rfc2822
  const at = stamp(call.endedAt ?? call.createdAt)
  return {
    account_sid: accountSid,
    call_sid: call.id,
    channels: call.index % 2 === 0 ? 2 : 1,
    conference_sid: null,
    date_created: at,
    date_updated: at,
    duration: String(Math.floor((call.durationMs ?? 0) / 1000)),
    error_code: null,
    media_url: recordings.signed(call),
    sid: id,
    source: 'StartCallRecordingAPI',
    start_time: stamp(call.startedAt ?? call.createdAt),
    status: 'completed',
    subresources_uris: { transcriptions: null },
    uri: `${root}/Recordings/${id}.json`,
  }
}

/** One that was stopped came before the one that has the call. */
function recordingsOf(call: WorldCall, platform: Platform) {
  if (!call.parts.recording) return []
  const whole = recording(call, platform)
  if (call.index % 4 !== 0) return [whole]
  const { media_url: _, ...stopped } = whole
  return [{ ...stopped, sid: uuid(platform.world.seed, call.index), status: 'stopped', duration: null }, whole]
}

/** The text of a recording; without an assistant, nothing else tells what was said. */
const isTranscribed = (call: WorldCall): boolean => call.parts.recording && call.parts.transcript && !hasAssistant(call)

const textOf = (call: WorldCall, { seed }: World): string =>
  conversation(call, seed)
    .map(({ text }) => text)
    .join(' ')

/** What both of its resources say. */
function recordingTranscription(call: WorldCall, { world }: Platform) {
  const at = isoSeconds(call.endedAt ?? call.createdAt)
  return {
    id: idOf('transcription', call, world),
    record_type: 'recording_transcription',
    // Whether TeXML has other ids is not documented.
    recording_id: idOf('recording', call, world),
    created_at: at,
    updated_at: at,
    duration_millis: call.durationMs ?? 0,
    status: 'completed',
    transcription_text: textOf(call, world),
  }
}

function listRecordingTranscriptions({ query }: ApiRequest, platform: Platform): Answer {
  const { world, listing, knob: setting } = platform
  const wanted = query.get('filter[recording_id]')
  const write = (call: WorldCall) => recordingTranscription(call, platform)
  if (wanted !== null) {
    const call = setting('shared-ids') === 'shared' ? callOf('recording', wanted, world) : undefined
    const found = call && isTranscribed(call) ? [write(call)] : []
    return numberedPage(query, 250, found.length, (offset, limit) => found.slice(offset, offset + limit))
  }
  const rows = listing.inRowOrder(setting('row-order'), new Criteria(false).add('transcribed', true, isTranscribed))
  return numberedPage(query, 250, rows.total, (offset, limit) => rows.window(offset, limit).map(write))
}

function getRecording({ path }: ApiRequest, platform: Platform): Answer {
  const call = callOf('recording', path.recording_sid ?? '', platform.world)
  return call?.parts.recording ? ok(recording(call, platform)) : notFound()
}

function getTranscription({ path }: ApiRequest, { world }: Platform): Answer {
  const id = path.recording_transcription_sid ?? ''
  const call = callOf('transcription', id, world)
  if (!call || !isTranscribed(call)) return notFound()
  const at = isoSeconds(call.endedAt ?? call.createdAt)
  return ok({
    account_sid: accountSid,
    api_version: '2010-04-01',
    call_sid: call.id,
    date_created: at,
    date_updated: at,
    duration: String(Math.floor((call.durationMs ?? 0) / 1000)),
    recording_sid: idOf('recording', call, world),
    sid: id,
    status: 'completed',
    transcription_text: textOf(call, world),
    uri: `${root}/Transcriptions/${id}.json`,
  })
}

/** Below the account. */
export const recordingRoutes: Readonly<Record<string, Route>> = {
  'GET /Calls/{call_sid}/Recordings.json': ofCall((call, { query }, platform) =>
    linkedFew('recordings', `${root}/Calls/${call.id}/Recordings.json`, query, recordingsOf(call, platform), platform),
  ),
  'GET /Recordings/{recording_sid}.json': getRecording,
  'GET /Transcriptions/{recording_transcription_sid}.json': getTranscription,
}

export const transcriptionRoutes: Readonly<Record<string, Route>> = {
  'GET /recording_transcriptions': listRecordingTranscriptions,
}
