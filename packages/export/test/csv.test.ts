import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { csvHead, csvRows, exportCalls, type Loss } from '@callspec/export'
import { CALL_COLUMNS } from 'callspec/columns'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bareCall, callWith, HOSTILE, stream } from './calls.js'
import { folder } from './folder.js'
import { readCsv } from './readers.js'

const HEAD =
  'key,provider,source,id,occurred_at,status,raw_status,is_final,direction,channel,is_test,customer_number,agent_number,from_number,' +
  'to_number,agent_id,agent_name,campaign_id,campaign_name,contact_id,contact_name,contact_email,duration_seconds,cost_amount,cost_unit,' +
  'answered_by,end_reason_code,end_reason_raw,created_at,started_at,ended_at,updated_at,carrier_id,recording_url,transcript_text,' +
  'analysis_summary,analysis_successful,analysis_sentiment\r\n'

test('a file is these bytes', async () => {
  const file = join(folder(), 'calls.csv')
  expect(await exportCalls(stream([callWith(), bareCall('acme/2')]), file)).toEqual({ calls: 2, losses: 0 })
  expect(readFileSync(file, 'utf8')).toBe(
    HEAD +
      'acme/call_1,butter,acme,call_1,2026-03-09T10:00:05.000Z,completed,completed,true,outbound,phone,false,+15551234567,+15559876543,' +
      '+15559876543,+15551234567,agent_7,Sales Rep,camp_3,Spring,c_9,Zoë Ångström,zoe@example.com,120.5,0.10,USD,human,customer_hangup,' +
      'ended_by_customer,2026-03-09T10:00:00.000Z,2026-03-09T10:00:05.000Z,2026-03-09T10:02:05.500Z,2026-03-09T10:03:00.123Z,CA0123,' +
      'https://recordings.example.com/call_1.mp3,"Agent: Hello!\nCustomer: Hi.","A greeting, ""short"".",true,positive\r\n' +
      'acme/2,butter,acme,2,,unknown,,false,unknown,unknown,,,,,,,,,,,,,,,,,,,,,,,,,,,,\r\n',
  )
})

test('without calls it is the head row alone', async () => {
  const file = join(folder(), 'calls.csv')
  await exportCalls(stream([]), file)
  expect(readFileSync(file, 'utf8')).toBe(HEAD)
  expect(csvHead()).toBe(HEAD)
})

test.each([
  ['=1+1', "'=1+1"],
  ['@x', "'@x"],
  ['-cmd', "'-cmd"],
  ['+cmd', "'+cmd"],
  ['\tx', "'\tx"],
  ['\rx', `"'\rx"`],
  ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ['-5+cmd', "'-5+cmd"],
  ['+1 555 123 4567 ext. 9', "'+1 555 123 4567 ext. 9"],
  ['+15551234567', '+15551234567'],
  ['-5', '-5'],
  ['+44 20 7946 0958', '+44 20 7946 0958'],
  ['+1 (555) 123-4567', '+1 (555) 123-4567'],
  ['(555) 010.1234', '(555) 010.1234'],
  ['1=1', '1=1'],
  [' =1', '" =1"'],
  ["'=1", "'=1"],
  ['', ''],
  ['a,b', '"a,b"'],
  ['a"b', '"a""b"'],
  ['a\nb', '"a\nb"'],
  ['a\rb', '"a\rb"'],
  ['a\r\nb', '"a\r\nb"'],
  ['  spaces  ', '"  spaces  "'],
  ['nul\u0000', 'nul\u0000'],
  ['👩🏽‍💻', '👩🏽‍💻'],
])('the text %j is %j', (name, cell) => {
  expect(csvRows([callWith({ agent: { id: null, name } })])).toContain(`,+15551234567,,${cell},camp_3,`)
})

test('numbers never get an apostrophe', () => {
  expect(csvRows([callWith({ durationSeconds: -5, cost: { amount: '-0.500', unit: 'USD' } })])).toContain(',-5,-0.500,USD,')
})

test("Python's csv reads every text as it was, but for the apostrophe before a formula", async () => {
  const file = join(folder(), 'calls.csv')
  await exportCalls(stream(HOSTILE.map((name, index) => callWith({ key: `acme/${index}`, agent: { id: null, name } }))), file)
  const [head, ...rows] = readCsv(file)
  expect(head).toEqual(CALL_COLUMNS.map(({ name }) => name))
  const names = rows.map((row) => row[head!.indexOf('agent_name')])
  const isFormula = (text: string) => /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d .()-]+$/.test(text)
  expect(names).toEqual(HOSTILE.map((text) => (isFormula(text) ? `'${text}` : text)))
  expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([CALL_COLUMNS.length]))
})

test("Python's csv reads any texts as they were", async () => {
  const file = join(folder(), 'calls.csv')
  const texts = fc.sample(fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', "'", ' ', 'a', '\u0000', '\u2028', '😀') }), {
    numRuns: 500,
    seed: 7,
  })
  await exportCalls(stream(texts.map((text) => callWith({ contact: { id: text, name: text, email: `x${text}` } }))), file)
  const [head, ...rows] = readCsv(file)
  const at = head!.indexOf('contact_name')
  const guarded = (text: string) => (/^[\t\r]/.test(text) ? `'${text}` : text)
  expect(rows.map((row) => row[at])).toEqual(texts.map(guarded))
  expect(rows.map((row) => row[at + 1])).toEqual(texts.map((text) => `x${text}`))
})

test('half a character is written as U+FFFD and reported', async () => {
  const losses: Loss[] = []
  const file = join(folder(), 'calls.csv')
  const call = callWith({ agent: { id: null, name: 'cut \ud83d' } })
  expect(await exportCalls(stream([call]), file, { onLoss: (loss) => losses.push(loss) })).toEqual({ calls: 1, losses: 1 })
  expect(readFileSync(file, 'utf8')).toContain(',cut \ufffd,')
  expect(losses).toEqual([{ key: 'acme/call_1', member: 'agent_name', what: 'has half a character, written as U+FFFD' }])
})
