// No documented row is realistic: these are made by hand from the table of its members.
import type { Conversation } from '../src/index.js'

/** A call over Twilio. Its numbers and its cost are not here. */
export const phone: Conversation = {
  agent_id: 'agent_01jyqv8h3fexample',
  agent_name: 'Support',
  branch_id: null,
  version_id: null,
  conversation_id: 'conv_01jyqw1example',
  start_time_unix_secs: 1739537297,
  call_duration_secs: 22,
  message_count: 3,
  status: 'done',
  termination_reason: 'Call ended by remote party',
  call_successful: 'success',
  transcript_summary: 'A fun fact was asked for.',
  call_summary_title: 'Fun fact',
  main_language: 'en',
  conversation_initiation_source: 'twilio',
  tool_names: [],
  direction: 'inbound',
  rating: null,
  sentiment_analysis: {
    overall_label: 'positive',
    overall_sentiment_score: 0.8,
    overall_frustration_score: 0.1,
    min_user_sentiment_score: 0.4,
    max_user_frustration_score: 0.2,
    num_scored_user_turns: 1,
  },
}

/** One on a web page that is still analysed, as the list shows it without `summary_mode`. */
export const web: Conversation = {
  agent_id: 'agent_01jyqv8h3fexample',
  conversation_id: 'conv_01jyqw2example',
  start_time_unix_secs: 1714423232,
  call_duration_secs: 10,
  message_count: 1,
  status: 'processing',
  termination_reason: '',
  call_successful: 'unknown',
  conversation_initiation_source: 'widget',
  direction: null,
}
