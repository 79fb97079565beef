import { expect, test } from 'vitest'
import { ask, type Json } from './ask.js'
import { start } from './each.js'

const light =
  'agent_id agent_name call_duration call_success call_type campaign_id campaign_name contact_email contact_first_name contact_id contact_last_name created_at ended_at ended_reason id phone_number phone_number_called_from recording_url started_at status went_to_voicemail'.split(
    ' ',
  )
const full =
  'transcript transcript_formatted post_call_analysis call_description custom_analysis structured_data_results notes action_executions action_summary quality_metrics enhanced_context'.split(
    ' ',
  )

test.each([
  ['fields=light', []],
  ['fields=full', full],
  ['include=transcript', ['transcript', 'transcript_formatted']],
  ['include=metrics', ['quality_metrics', 'latency_metrics', 'audio_metrics']],
  ['include=diagnostics', ['turn_events', 'interruptions', 'tool_usage']],
  ['include=actions', ['action_executions', 'action_summary']],
  ['include=transcript,actions', ['transcript', 'transcript_formatted', 'action_executions', 'action_summary']],
  ['fields=full&include=transcript,metrics', [...full, 'latency_metrics', 'audio_metrics']],
])('AgentVoice brings with %s what its page lists, in the list and in the single call', async (query, added) => {
  const simulator = await start('agentvoice')
  const [row] = (await ask(simulator, `/calls?limit=1&${query}`)).body.data
  expect(Object.keys(row).sort()).toEqual([...light, ...added].sort())
  expect((await ask(simulator, `/calls/${row.id}?${query}`)).body).toEqual(row)
})

test('AgentVoice may bring everything with fields=full, as its page says elsewhere', async () => {
  const simulator = await start('agentvoice', { knobs: { 'full-payload': 'everything' } })
  const [row] = (await ask(simulator, '/calls?limit=1&fields=full')).body.data
  const included = ['latency_metrics', 'audio_metrics', 'turn_events', 'interruptions', 'tool_usage']
  expect(Object.keys(row).sort()).toEqual([...light, ...full, ...included].sort())
  expect((await ask(simulator, `/calls/${row.id}?fields=full`)).body).toEqual(row)
})

test('Butter brings transcript and turns with the single call only', async () => {
  const simulator = await start('butter')
  const call = [...simulator.calls()].find(({ state }) => state === 'completed')
  const { body } = await ask(simulator, `/api/calls/${call?.id}`)
  expect(body.success).toBe(true)
  const { transcript, turns, ...rest } = body.data
  expect(rest).toEqual(call && simulator.row(call))
  expect(transcript).toHaveLength(4)
  expect(Object.keys(transcript[0])).toEqual(['speaker', 'text'])
  expect(transcript.map(({ speaker }: Json) => speaker)).toEqual(['agent', 'user', 'agent', 'user'])
  expect(turns).toHaveLength(4)
})

test('Zudu brings transcript, analysis, recording and cost with the single call only', async () => {
  const simulator = await start('zudu')
  const call = [...simulator.calls()].find(({ state }) => state === 'completed')
  const { data } = (await ask(simulator, `/api/calls/${call?.id}`)).body
  expect(data).toMatchObject((call && simulator.row(call)) ?? {})
  expect(data.transcript_object.map(({ role }: Json) => role)).toEqual(['assistant', 'user', 'assistant', 'user'])
  expect(Object.keys(data.transcript_object[0])).toEqual(['role', 'content', 'timestamp', 'words'])
  expect(data.transcript_object[0].timestamp).toBe((call?.startedAt ?? 0) + 1000)
  expect(data.call_analysis).toMatchObject({ call_successful: true, user_sentiment: 'Positive', in_voicemail: false })
  expect(data.call_cost.product_costs[0].cost).toBe(data.call_cost.combined_cost)
  expect(data.recording_url).toMatch(/\.mp4$/)
})

test('Zudu lists whole calls where it takes no filters', async () => {
  const simulator = await start('zudu')
  const { data } = (await ask(simulator, '/api/calls')).body
  expect(data.calls).toHaveLength(50)
  expect(data.calls[0]).toEqual((await ask(simulator, `/api/calls/${data.calls[0].call_id}`)).body.data)
})

test('a call that was made can be listed, looked up and ended at TalkOver', async () => {
  const simulator = await start('talkover', { calls: 10 })
  const agentId = [...simulator.calls()][0]?.agent?.id
  const made = await ask(simulator, `/agents/${agentId}/call`, { method: 'POST', body: { to: '+15550107777', is_testing: true } })
  expect(made.status).toBe(200)
  expect(made.body).toEqual({
    success: true,
    data: { id: expect.any(String), agent_id: agentId, to: '+15550107777', status: 'initiated', created_at: expect.any(String) },
  })
  const { id } = made.body.data
  const active = await ask(simulator, `/agents/${agentId}/active-call/${encodeURIComponent('+15550107777')}`)
  expect(active.body.data).toEqual([
    { id, agent_id: agentId, to: '+15550107777', status: 'initiated', started_at: expect.any(String), duration_seconds: 0 },
  ])
  const ended = await ask(simulator, `/agents/${agentId}/end-call`, { method: 'POST', body: { call_sid: id } })
  expect(ended.body).toEqual({
    success: true,
    data: { id, status: 'completed', ended_at: expect.any(String), ended_reason: 'ended_by_api' },
  })
  const [row] = (await ask(simulator, '/calls?per_page=1')).body.data
  expect(row).toMatchObject({ id, to: '+15550107777', is_testing: true, status: 'completed', duration: 60 })
})

test('a deleted call is gone at Autocalls', async () => {
  const simulator = await start('autocalls')
  const id = [...simulator.calls()][5]?.id
  expect((await ask(simulator, `/user/calls/${id}`)).body).toMatchObject({ id: Number(id) })
  expect(await ask(simulator, `/user/calls/${id}`, { method: 'DELETE' })).toMatchObject({
    status: 200,
    body: { message: 'Call deleted successfully' },
  })
  expect((await ask(simulator, `/user/calls/${id}`)).status).toBe(404)
  expect((await ask(simulator, '/user/calls')).body.total).toBe(199)
})

test('a call that was made at AgentVoice carries its contact', async () => {
  const simulator = await start('agentvoice')
  const [contact] = (await ask(simulator, '/contacts')).body.filter(({ phone }: Json) => phone)
  const agent = [...simulator.calls()][0]?.agent
  const made = await ask(simulator, '/agents/call', { method: 'POST', body: { agentId: agent?.id, phoneNumber: contact.phone } })
  expect(made.body).toEqual({
    message: 'Call initiated successfully',
    callId: expect.any(String),
    agentName: agent?.name,
    contactName: `${contact.first_name} ${contact.last_name}`,
    phoneNumber: contact.phone,
  })
  expect((await ask(simulator, `/calls/${made.body.callId}`)).body).toMatchObject({
    contact_id: contact.id,
    phone_number: contact.phone,
    call_type: 'outbound',
    ended_at: null,
    call_duration: null,
  })
})

test('Zudu merges metadata and writes an updated call in lower case', async () => {
  const simulator = await start('zudu')
  const call = [...simulator.calls()].find(({ direction }) => direction === 'outbound')
  const path = `/api/calls/${call?.id}`
  await ask(simulator, path, { method: 'PUT', body: { metadata: { a: 1, b: 1 } } })
  const { body } = await ask(simulator, path, {
    method: 'PUT',
    body: { call_status: 'ONGOING', from_number: '+15550205555', metadata: { b: 2 } },
  })
  expect(body.data.operation).toBe('update')
  expect(body.data.call).toMatchObject({
    call_status: 'ongoing',
    call_type: 'phone_call',
    direction: 'outbound',
    from_number: '+15550205555',
    metadata: { a: 1, b: 2 },
  })
  expect((await ask(simulator, path)).body.data).toMatchObject({ call_status: 'ONGOING', direction: 'OUTBOUND' })
})

test('Zudu deletes a call, and takes a scheduled one off the schedule', async () => {
  const simulator = await start('zudu')
  const calls = [...simulator.calls()]
  const scheduled = calls.find(({ status }) => status === 'SCHEDULED')
  const ended = calls.find(({ status }) => status === 'ENDED')
  const cancelled = await ask(simulator, `/api/calls/${scheduled?.id}`, { method: 'DELETE' })
  expect(cancelled.body.data).toMatchObject({
    operation: 'schedule_cancelled',
    call_id: scheduled?.id,
    cancelled_scheduled_timestamp: Math.floor((scheduled?.startedAt ?? 0) / 1000),
  })
  expect((await ask(simulator, `/api/calls/${scheduled?.id}`)).body.data.call_status).toBe('REGISTERED')
  expect((await ask(simulator, `/api/calls/${ended?.id}`, { method: 'DELETE' })).status).toBe(200)
  expect((await ask(simulator, `/api/calls/${ended?.id}`)).status).toBe(404)
})
