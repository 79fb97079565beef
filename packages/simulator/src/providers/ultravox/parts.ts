// What was said in Ultravox's calls, their recordings and their logs.

import type { Answer, ApiRequest, Platform, Route } from '../../define-simulator.js'
import { serveFile } from '../../recordings/serve-file.js'
import { conversation } from '../../world/conversation.js'
import { uuid } from '../../world/id.js'
import { draw, streams } from '../../world/random.js'
import type { WorldCall } from '../../world/world.js'
import { joinedAt } from './call.js'
import { notFound, PageReader, refuse, shortPage } from './page.js'

/** A request about one call. */
export const ofCall =
  (answer: (call: WorldCall, request: ApiRequest, platform: Platform) => Answer): Route =>
  (request, platform) => {
    const call = platform.world.find(request.path.call_id ?? '')
    return call ? answer(call, request, platform) : notFound()
  }

const ROLES = { agent: 'MESSAGE_ROLE_AGENT', customer: 'MESSAGE_ROLE_USER' }

/** What was said, with a tool in the middle. */
function messages(call: WorldCall, { world: { seed }, knob: setting }: Platform) {
  const spoken = conversation(call, seed).map(({ speaker, text, at }) => {
    const start = (at - (joinedAt(call) ?? call.createdAt)) / 1000
    const span = { start: `${start}s`, end: `${start + 2}s` }
    return { role: ROLES[speaker], text, medium: 'MESSAGE_MEDIUM_VOICE', timespan: span, wallClockTimespan: span }
  })
  const tool = { invocationId: 'tool_1', toolName: 'lookUp', medium: 'MESSAGE_MEDIUM_TEXT' }
  const all = spoken.flatMap((message, place) =>
    place === 2
      ? [
          { role: 'MESSAGE_ROLE_TOOL_CALL', text: '{}', ...tool },
          { role: 'MESSAGE_ROLE_TOOL_RESULT', text: '{"found":true}', ...tool },
          message,
        ]
      : [message],
  )
  const stage = uuid(seed ^ 0x57a6e, call.index)
  const indexed = all.map((message, index) => ({ ...message, callStageMessageIndex: index + 1, callStageId: stage }))
  if (setting('message-order') === 'oldest-first') return indexed
  const place = ({ callStageMessageIndex: index }: (typeof indexed)[number]) => draw(seed ^ call.index, index, streams.shuffle)
  return indexed.toSorted((one, other) => place(one) - place(other))
}

export const listMessages = ofCall((call, request, platform) => {
  const input = new PageReader(request.query)
  const mode = input.oneOf('mode', ['last_stage', 'in_call']) ?? 'last_stage'
  if (input.problem !== null) return refuse(400, input.problem)
  const begun = { role: 'MESSAGE_ROLE_USER', text: 'Greet me.', medium: 'MESSAGE_MEDIUM_TEXT', callStageMessageIndex: 0 }
  const rows = [...(mode === 'in_call' ? [] : [begun]), ...messages(call, platform)]
  return shortPage(rows, `/api/calls/${call.id}/messages`, request, platform)
})

const SEVERITIES = ['debug', 'info', 'warning', 'error']

export const listEvents = ofCall((call, request, platform) => {
  const input = new PageReader(request.query)
  const least = SEVERITIES.indexOf(input.oneOf('minimum_severity', SEVERITIES) ?? 'info')
  const type = input.text('type')
  if (input.problem !== null) return refuse(400, input.problem)
  const event = {
    callId: call.id,
    callStageId: uuid(platform.world.seed ^ 0x57a6e, call.index),
    callTimestamp: '1.500s',
    severity: 'warning',
    type: 'audio_underflow',
    text: 'Audio came late.',
    extras: null,
    wallClockTimestamp: '1.500s',
  }
  const isMeant = call.talked && least <= SEVERITIES.indexOf(event.severity) && (type ?? event.type) === event.type
  return shortPage(isMeant ? [event] : [], `/api/calls/${call.id}/events`, request, platform)
})

/** The file, or a redirect to it. What a call without one is answered is not documented. */
export const getRecording = ofCall((call, { headers }, { recordings, knob: setting }) => {
  if (!call.parts.recording) return notFound()
  if (setting('recording-response') === 'file') return serveFile(recordings.file(call), headers, setting)
  return { status: 302, body: {}, headers: { location: recordings.address(call) } }
})

export const getSipLogs = ofCall((call) => {
  if (!call.kind.startsWith('sip')) return { status: 404, body: undefined }
  if (call.endedAt === null) return { status: 425, body: undefined }
  return { status: 302, body: {}, headers: { location: `https://recordings.ultravox.example/${call.id}.txt` } }
})
