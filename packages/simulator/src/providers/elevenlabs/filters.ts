// The filters of ElevenLabs' list, joined by "and".

import type { Platform } from '../../define-simulator.js'
import { InputReader } from '../../server/input-reader.js'
import { conversation } from '../../world/conversation.js'
import { Criteria } from '../../world/criteria.js'
import type { WorldCall } from '../../world/world.js'
import {
  durationOf,
  evaluationOf,
  isTextOnly,
  languageOf,
  ratingOf,
  reasonOf,
  sourceOf,
  startOf,
  toolsOf,
  userOf,
} from './call.js'

const STATUSES = ['initiated', 'in-progress', 'processing', 'done', 'failed']
const OUTCOMES = ['success', 'failure', 'unknown', 'error']
const SOURCES =
  'unknown android_sdk node_js_sdk react_native_sdk react_sdk js_sdk python_sdk widget sip_trunk twilio exotel genesys avaya audiocodes swift_sdk whatsapp twilio_sms flutter_sdk zendesk_integration slack_integration telegram_integration intercom_integration freshdesk_integration salesforce_integration template_preview genesys_bot_connector subagent_tool'.split(
    ' ',
  )

/** Filters that take several values, any of which will do, and the values of a conversation. */
const LISTS: Readonly<Record<string, (call: WorldCall, seed: number) => readonly string[]>> = {
  visited_agent_ids: ({ agent }) => [agent.id],
  tool_names: toolsOf,
  tool_names_successful: toolsOf,
  main_languages: (call) => [languageOf(call)],
  termination_reasons: (call, seed) => [reasonOf(call, seed)],
}

/** Filters that no simulated conversation meets: nothing of the kind happens in one. */
const UNMET = [
  'visited_agent_branch_ids',
  'triggered_procedure_ids',
  'evaluation_params',
  'data_collection_params',
  'dynamic_variable_params',
  'tool_names_errored',
  'topic_ids',
  'tag_ids',
  'guardrail_types',
  'custom_guardrail_names',
  'branch_id',
  'version_id',
  'parent_conversation_id',
  'workflow_node_entered_id',
]

/** Reads the filters of a request, or says what is wrong with the first wrong one. */
export function toCriteria(query: URLSearchParams, platform: Platform): Criteria | string {
  const { seed } = platform.world
  const input = new InputReader(query)
  const flag = (name: string) => input.oneOf(name, ['true', 'false'])
  const criteria = new Criteria(platform.knob('filters') === 'ignored')
    .add('agent_id', input.text('agent_id'), (call, id) => call.agent.id === id)
    .add('user_id', input.text('user_id'), (call, id) => userOf(call) === id)
    .add('evaluation', input.oneOf('call_successful', OUTCOMES), (call, word) => evaluationOf(call) === word)
    .add('source', input.oneOf('conversation_initiation_source', SOURCES), (call, word) => sourceOf(call) === word)
    .add('product', input.oneOf('conversation_product_type', ['agents', 'speech_engine']), (_, word) => word === 'agents')
    .add('text_only', flag('text_only'), (call, word) => String(isTextOnly(call, platform)) === word)
    // Nobody comments.
    .add('has_feedback_comment', flag('has_feedback_comment'), (_, word) => word === 'false')
    .add('rating_min', input.whole('rating_min', { min: 1, max: 5 }), (call, least) => (ratingOf(call) ?? 0) >= least)
    .add('rating_max', input.whole('rating_max', { min: 1, max: 5 }), (call, most) => (ratingOf(call) ?? 6) <= most)
    .add('search', input.text('search')?.toLowerCase(), (call, text) =>
      conversation(call, seed).some((turn) => turn.text.toLowerCase().includes(text)),
    )
  flag('include_invalid_tool_calls')
  addBounds(criteria, input, platform)
  for (const [name, of] of Object.entries(LISTS)) {
    if (!query.has(name)) continue
    criteria.add(name, query.getAll(name), (call, wanted) => of(call, seed).some((value) => wanted.includes(value)))
  }
  for (const name of UNMET) criteria.add(name, input.text(name), () => false)
  const excluded = query.getAll('exclude_statuses')
  if (!excluded.every((word) => STATUSES.includes(word))) return 'exclude_statuses must be known words'
  if (excluded.length > 0) criteria.add('exclude_statuses', excluded, ({ status }, words) => !words.includes(status ?? ''))
  return input.problem ?? criteria
}

/** Filters by start and duration, whose bounds count or do not. */
function addBounds(criteria: Criteria, input: InputReader, { knob: setting }: Platform): void {
  const counts = (knob: string, value: number, bound: number) => setting(knob) === 'inclusive' && value === bound
  for (const [name, knob, of, sign] of [
    ['call_start_after_unix', 'start-bounds', startOf, 1],
    ['call_start_before_unix', 'start-bounds', startOf, -1],
    ['call_duration_min_secs', 'duration-bounds', durationOf, 1],
    ['call_duration_max_secs', 'duration-bounds', durationOf, -1],
  ] as const) {
    criteria.add(name, input.whole(name), (call, bound) => sign * (of(call) - bound) > 0 || counts(knob, of(call), bound))
  }
}
