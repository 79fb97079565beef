import type { Attributes } from '@opentelemetry/api'
import { type Call, redactCall } from 'callspec'
import { attributes, type Gathered } from './attributes.js'
import { errorType } from './error-type.js'
import { messagesOf } from './messages.js'

/** What the span of a call says. Without `content`, nothing that people said, and no names, numbers and addresses of theirs. */
export function callAttributes(call: Call, content: boolean): Attributes {
  // Redacting keeps all members that are read here.
  const said = content ? call : (redactCall(call) as Call)
  return attributes({ ...conventional(call, said), ...facts(call), ...words(said), ...(content && contents(call)) })
}

/** By the conventions of an agent that is called over a remote service. */
const conventional = (call: Call, said: Call): Gathered => ({
  'gen_ai.operation.name': 'invoke_agent',
  'gen_ai.provider.name': call.provider,
  // The key: ids of two platforms may be the same number.
  'gen_ai.conversation.id': call.key,
  'gen_ai.agent.id': call.agent?.id,
  'gen_ai.agent.name': call.agent?.name,
  'error.type': errorType(call, said),
})

/** What has no place in the conventions, and names nobody. */
const facts = (call: Call): Gathered => ({
  'callspec.call.key': call.key,
  'callspec.call.source': call.source,
  'callspec.call.id': call.id,
  'callspec.call.carrier_id': call.carrierId,
  'callspec.call.status': call.status,
  'callspec.call.is_final': call.isFinal,
  'callspec.call.direction': call.direction,
  'callspec.call.channel': call.channel,
  'callspec.call.is_test': call.isTest,
  'callspec.call.answered_by': call.answeredBy,
  'callspec.call.created_at': call.createdAt,
  'callspec.call.started_at': call.startedAt,
  'callspec.call.ended_at': call.endedAt,
  'callspec.call.updated_at': call.updatedAt,
  'callspec.call.duration_seconds': call.durationSeconds,
  'callspec.call.cost.amount': call.cost?.amount,
  'callspec.call.cost.number': call.cost ? finite(Number(call.cost.amount)) : null,
  'callspec.call.cost.unit': call.cost?.unit,
  'callspec.call.end_reason.code': call.endReason?.code,
  'callspec.call.analysis.successful': call.analysis?.successful,
  'callspec.call.turns': call.transcript?.length,
  'callspec.call.missing': call.missing,
})

/** Words of the platform, which name nobody only as far as they are known. */
const words = (said: Call): Gathered => ({
  'callspec.call.raw_status': said.rawStatus,
  'callspec.call.end_reason.raw': said.endReason?.raw,
  'callspec.call.campaign.id': said.campaign?.id,
  'callspec.call.analysis.sentiment': said.analysis?.sentiment,
})

function contents(call: Call): Gathered {
  const { input, output } = messagesOf(call.transcript ?? [])
  return {
    'gen_ai.input.messages': input,
    'gen_ai.output.messages': output,
    'callspec.call.from': call.from,
    'callspec.call.to': call.to,
    'callspec.call.campaign.name': call.campaign?.name,
    'callspec.call.contact.id': call.contact?.id,
    'callspec.call.contact.name': call.contact?.name,
    'callspec.call.contact.email': call.contact?.email,
    'callspec.call.analysis.summary': call.analysis?.summary,
    'callspec.call.transcript_text': call.transcript?.length ? null : call.transcriptText,
  }
}

const finite = (number: number) => (Number.isFinite(number) ? number : null)
