// The messages of HighLevel's calls in their conversations.

import { type Answer, type ApiRequest, ok, type Platform, type Route } from '../../define-simulator.js'
import { recordingAudio } from '../../recordings/recording-audio.js'
import { serveFile } from '../../recordings/serve-file.js'
import { conversation } from '../../world/conversation.js'
import { isoMilliseconds } from '../../world/stamp.js'
import type { WorldCall } from '../../world/world.js'
import { callOfMessage, contactOf, durationSeconds, hex24, locationId } from './call.js'
import { notFound } from './refusals.js'

/** A request about the message of a call; none, where call logs have ids of another kind. */
const ofMessage =
  (answer: (call: WorldCall, request: ApiRequest, platform: Platform) => Answer): Route =>
  (request, platform) => {
    const isShared = platform.knob('message-ids') === 'shared'
    const call = callOfMessage(request.path.messageId ?? request.path.id ?? '', platform.world)
    return isShared && call ? answer(call, request, platform) : notFound()
  }

function message(call: WorldCall, { path }: ApiRequest): Answer {
  return ok({
    id: path.id,
    type: 1,
    messageType: 'TYPE_CALL',
    locationId,
    contactId: contactOf(call),
    conversationId: hex24(0xc047e, call.customer),
    dateAdded: isoMilliseconds(call.createdAt),
    direction: call.kind,
    contentType: 'text/plain',
    meta: { callDuration: String(durationSeconds(call)), callStatus: call.status },
  })
}

function transcription(call: WorldCall, { world, knob: setting }: Platform): Answer {
  const start = call.startedAt ?? call.createdAt
  const write = setting('transcription-numbers') === 'numbers' ? (value: number) => value : String
  const sentences = conversation(call, world.seed).map(({ speaker, text, at }, place) => ({
    mediaChannel: write(speaker === 'agent' ? 1 : 2),
    sentenceIndex: write(place),
    startTime: write(at - start),
    endTime: write(at - start + 2000),
    transcript: text,
    confidence: write(0.5),
  }))
  if (sentences.length === 0) return notFound()
  return ok(setting('transcription-form') === 'array' ? sentences : sentences[0])
}

/** The file itself: it has no address. */
function recording(call: WorldCall, { headers }: ApiRequest, { world: { seed }, knob: setting }: Platform): Answer {
  if (!call.parts.recording) return notFound()
  const bytes = recordingAudio('wav', { seed, index: call.index, file: 0, seconds: Math.min(5, durationSeconds(call)) })
  return serveFile({ bytes, mediaType: 'audio/x-wav', modified: call.endedAt ?? call.createdAt }, headers, setting)
}

export const messageRoutes: Readonly<Record<string, Route>> = {
  'GET /conversations/messages/{id}': ofMessage(message),
  'GET /conversations/messages/{messageId}/locations/{locationId}/recording': ofMessage(recording),
  'GET /conversations/locations/{locationId}/messages/{messageId}/transcription': ofMessage((call, _, platform) =>
    transcription(call, platform),
  ),
}
