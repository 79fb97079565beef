import { expect, test } from 'vitest'
import { clientSuite } from '../../core/test/client-suite.js'
import { createTwilio, type TwilioClient } from '../src/index.js'

clientSuite('twilio', createTwilio)

/** A `fetch` that gives the same answer to every request and keeps what went out. */
function recorder(answer: unknown) {
  const sent: unknown[] = []
  const fetch = async (request: Request) => {
    const text = await request.text()
    const body = text === '' ? [] : [request.headers.get('content-type'), text]
    sent.push([request.method, request.url.replace('https://api.twilio.com', ''), ...body])
    return Response.json(answer)
  }
  return { fetch, sent }
}

const account = { accountSid: 'AC0123456789abcdef0123456789abcdef', authToken: 'token' }
const ROOT = `/2010-04-01/Accounts/${account.accountSid}`
const FORM = 'application/x-www-form-urlencoded'
const Sid = 'CA0123456789abcdef0123456789abcdef'

// Left what is called, right what the documentation says goes over the wire.
const REQUESTS: [name: string, send: (client: TwilioClient) => Promise<unknown>, wire: unknown[]][] = [
  [
    'calls by every filter, with the operator in the name',
    (client) =>
      client.GET('/2010-04-01/Accounts/{AccountSid}/Calls.json', {
        params: {
          query: {
            To: '+13055550181',
            From: 'client:ada',
            ParentCallSid: Sid,
            Status: 'no-answer',
            'StartTime>': '2009-07-06',
            'StartTime<': '2009-07-08',
            'EndTime>': '2009-07-06',
            PageSize: 1000,
          },
        },
      }),
    [
      'GET',
      `${ROOT}/Calls.json?To=%2B13055550181&From=client%3Aada&ParentCallSid=${Sid}&Status=no-answer&StartTime%3E=2009-07-06&StartTime%3C=2009-07-08&EndTime%3E=2009-07-06&PageSize=1000`,
    ],
  ],
  [
    'making a call, as a form with an event a pair',
    (client) =>
      client.POST('/2010-04-01/Accounts/{AccountSid}/Calls.json', {
        body: {
          To: '+13055550181',
          From: '+13055550199',
          Url: 'https://example.com/voice.xml?a=1&b=2',
          StatusCallbackEvent: ['ringing', 'answered'],
          Record: true,
        },
      }),
    [
      'POST',
      `${ROOT}/Calls.json`,
      FORM,
      'To=%2B13055550181&From=%2B13055550199&Url=https%3A%2F%2Fexample.com%2Fvoice.xml%3Fa%3D1%26b%3D2&StatusCallbackEvent=ringing&StatusCallbackEvent=answered&Record=true',
    ],
  ],
  [
    'ending a call',
    (client) =>
      client.POST('/2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json', {
        params: { path: { Sid } },
        body: { Status: 'completed' },
      }),
    ['POST', `${ROOT}/Calls/${Sid}.json`, FORM, 'Status=completed'],
  ],
  [
    'recordings of an account by day',
    (client) =>
      client.GET('/2010-04-01/Accounts/{AccountSid}/Recordings.json', {
        params: { query: { 'DateCreated>': '2016-10-12', IncludeSoftDeleted: true } },
      }),
    ['GET', `${ROOT}/Recordings.json?DateCreated%3E=2016-10-12&IncludeSoftDeleted=true`],
  ],
]

test.each(REQUESTS)('asks for %s as documented', async (_, send, wire) => {
  const { fetch, sent } = recorder({})
  await send(createTwilio({ ...account, fetch }))
  expect(sent).toEqual([wire])
})

test('takes the page and its token from a relative link, and goes nowhere else whatever the link says', async () => {
  const links = [
    `https://elsewhere.example/2010-04-01/Accounts/AC9/Calls.json?Status=busy&PageSize=2&Page=1&PageToken=PACA1`,
    null,
  ]
  const sent: string[] = []
  const fetch = async (request: Request) => {
    sent.push(request.url.replace('https://api.twilio.com', ''))
    return Response.json({ calls: [{ sid: `CA${sent.length}` }], next_page_uri: links.shift() })
  }
  const rows: unknown[] = []
  const client = createTwilio({ ...account, fetch })
  const query = { 'StartTime>': '2026-11-01' }
  for await (const row of client.paginate('/2010-04-01/Accounts/{AccountSid}/Calls.json', { params: { query } })) rows.push(row)
  expect(rows).toEqual([{ sid: 'CA1' }, { sid: 'CA2' }])
  expect(sent).toEqual([
    `${ROOT}/Calls.json?StartTime%3E=2026-11-01&PageSize=500`,
    `${ROOT}/Calls.json?StartTime%3E=2026-11-01&PageSize=500&Page=1&PageToken=PACA1`,
  ])
})
