import { describe, expect, it } from 'vitest'
import { type Call, toCall } from '../src/index.js'
import { ended, waiting } from './rows.js'

const over = (endReason: string, more: Partial<Call> = {}): Call => ({ ...ended, joined: null, endReason, ...more })
const sip = (outgoing: boolean, terminationReason: string | null): Partial<Call> => ({
  medium: { sip: outgoing ? { outgoing: { to: 'sip:bob@example.com', from: 'sip:desk@example.com' } } : { incoming: {} } },
  sipDetails: { billedDuration: null, terminationReason },
})

describe('The state', () => {
  it.each<[string, Call, string, boolean]>([
    ['nobody has joined', waiting, 'queued', false],
    ['somebody has joined', { ...waiting, joined: '2026-08-01T09:00:04Z' }, 'in_progress', false],
    ['the client hung up', ended, 'completed', true],
    ['the agent hung up', { ...ended, endReason: 'agent_hangup' }, 'completed', true],
    ['its time was over', { ...ended, endReason: 'timeout' }, 'completed', true],
    ['it ended by a new word', { ...ended, endReason: 'a_new_word' }, 'completed', true],
    ['it ended without a reason', { ...ended, endReason: null }, 'completed', true],
    ['the connection failed', over('connection_error'), 'failed', true],
    ['the platform failed', over('system_error'), 'failed', true],
    ['nobody joined a call that Ultravox placed', over('unjoined'), 'no_answer', true],
    ['nobody joined a call in a browser', over('unjoined', { medium: { webRtc: {} } }), 'canceled', true],
    ['nobody joined a stream of a carrier', over('unjoined', { medium: { twilio: {} } }), 'canceled', true],
    ['SIP was busy', over('unjoined', sip(true, 'SIP_TERMINATION_BUSY')), 'busy', true],
    ['SIP timed out', over('unjoined', sip(true, 'SIP_TERMINATION_TIMEOUT')), 'no_answer', true],
    ['SIP was canceled', over('unjoined', sip(true, 'SIP_TERMINATION_CANCELED')), 'canceled', true],
    ['SIP knows no such number', over('unjoined', sip(true, 'SIP_TERMINATION_INVALID_NUMBER')), 'failed', true],
    ['SIP was rejected', over('unjoined', sip(false, 'SIP_TERMINATION_REJECTED')), 'failed', true],
    ['SIP does not know', over('unjoined', sip(true, 'SIP_TERMINATION_UNKNOWN')), 'no_answer', true],
    // Somebody joined it, so it was held, whatever SIP says.
    ['SIP says something of a call that was held', { ...ended, ...sip(true, 'SIP_TERMINATION_REJECTED') }, 'completed', true],
  ])('where %s', (_, row, status, isFinal) => {
    expect(toCall(row)).toMatchObject({ status, rawStatus: null, isFinal })
  })

  it('relies on the names of SIP terminations only as assumed', () => {
    const assumptions = { 'sip-terminations': 'unknown' }
    expect(toCall(over('unjoined', sip(true, 'SIP_TERMINATION_BUSY')), { assumptions }).status).toBe('no_answer')
  })
})

describe('The medium', () => {
  const numbers = { to: '+14155552671', from: '+15550100199' }
  it.each<[Call['medium'], string, string, string | null]>([
    [{ webRtc: {} }, 'unknown', 'web', null],
    [{ serverWebSocket: {} }, 'unknown', 'unknown', null],
    [null, 'unknown', 'unknown', null],
    [undefined, 'unknown', 'unknown', null],
    // A stream may be of either direction.
    [{ twilio: {} }, 'unknown', 'phone', null],
    [{ exotel: {} }, 'unknown', 'phone', null],
    [{ twilio: { outgoing: numbers } }, 'outbound', 'phone', '+14155552671'],
    [{ telnyx: { outgoing: numbers } }, 'outbound', 'phone', '+14155552671'],
    [{ plivo: { outgoing: numbers } }, 'outbound', 'phone', '+14155552671'],
    [{ sip: { outgoing: { to: 'sip:bob@example.com' } } }, 'outbound', 'phone', 'sip:bob@example.com'],
    [{ sip: { incoming: {} } }, 'inbound', 'phone', null],
  ])('%j', (medium, direction, channel, customerNumber) => {
    expect(toCall({ ...ended, medium })).toMatchObject({ direction, channel, customerNumber })
  })

  it('of an incoming SIP call has the caller in the context of the request, as assumed', () => {
    const row = {
      ...ended,
      medium: { sip: { incoming: {} } },
      requestContext: { ultravox: { sip: { caller_id: '+14155552671' } } },
    }
    expect(toCall(row)).toMatchObject({ from: '+14155552671', to: null, customerNumber: '+14155552671' })
    expect(toCall(row, { assumptions: { 'sip-caller-id': 'unknown' } })).toMatchObject({ from: null, customerNumber: null })
    // The type of the context is not documented.
    for (const requestContext of ['text', 7, [], {}, { ultravox: null }, null])
      expect(toCall({ ...row, requestContext }).from).toBeNull()
  })
})

describe('What is told in texts', () => {
  it.each<[string | null, number | null]>([
    ['12.300s', 12.3],
    ['72s', 72],
    [null, null],
  ])('a billed duration of %s is %s seconds', (billedDuration, durationSeconds) => {
    expect(toCall({ ...ended, billedDuration }).durationSeconds).toBe(durationSeconds)
  })

  it('a billed duration of another form makes a bad row', () => {
    expect(() => toCall({ ...ended, billedDuration: '<string>' })).toThrow(
      /billedDuration is a text of another form, expected a duration like 12\.3s/,
    )
  })

  it('a billed duration is none where it may not be relied on', () => {
    expect(toCall(ended, { assumptions: { 'billed-duration': 'unknown' } }).durationSeconds).toBeNull()
  })

  it('the short summary stands in for the summary', () => {
    expect(toCall({ ...ended, summary: null }).analysis?.summary).toBe('They greeted.')
  })

  it.each<[string, Partial<Call>, string | null]>([
    ['one that was recorded', {}, 'https://api.ultravox.ai/api/calls/3c90c3cc-0d44-4b50-8888-8dd25736052a/recording'],
    ['one that was not', { recordingEnabled: false }, null],
    ['one that nobody joined', { joined: null }, null],
    ['one that goes on', { ended: null, endReason: null }, null],
  ])('the recording of %s', (_, members, recordingUrl) => {
    expect(toCall({ ...ended, ...members }).recordingUrl).toBe(recordingUrl)
  })
})
