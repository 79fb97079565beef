import { faults, startSimulator } from '@callspec/simulator'
import { describe, expect, it } from 'vitest'
import { callLog } from '../src/index.js'
import { ledger } from './account-ledger.js'
import { dialled, PROVIDERS } from './oracle.js'
import { serve } from './server.js'
import { collect, sourceOf } from './sources.js'

const NUMBER = '+15550100001'

const THE_NUMBER = [
  '+15550100001',
  '15550100001',
  '0015550100001',
  '+1 (555) 010-0001',
  '+1.555.010.0001',
  '+1\u2011555\u2011010\u20110001',
  '\u202a+1\u00a0555\u00a0010\u00a00001\u202c',
  '＋１５５５０１００００１',
  'tel:+1-555-010-0001',
  'TEL:+15550100001;ext=12;phone-context=+49',
  'sip:+15550100001@203.0.113.5:5060',
  'sip:15550100001@203.0.113.5',
  'sips:+15550100001@pbx.example.com;transport=tls',
  'sip:%2B15550100001@pbx.example.com',
  'sip:+15550100001;ext=12;isub=345@203.0.113.5;user=phone?subject=6',
  'sip:+15550100001:password9@203.0.113.5',
  '"Desk 12" <sip:+15550100001@203.0.113.5:5060;user=phone>;tag=98',
  '<tel:+15550100001>',
  '+15550100001@203.0.113.5:5060',
  'whatsapp:+15550100001',
  '"+15550100001"',
  'Ada Lovelace +1 (555) 010-0001',
  '+15550100001 (mobile)',
  '+15550100001,,123#',
  '+15550100001;123',
  '+15550100001p123w4',
  '+15550100001x12',
  '+15550100001 x 12',
  '+15550100001 ext. 12',
  '+15550100001 EXTENSION 12',
  '+15550100001 доб. 12',
  '+15550100001#12',
  'tel:5550100001;phone-context=+1',
  'tel:010-0001;ext=12;phone-context=+1-555',
  'sip:5550100001;phone-context=+1@203.0.113.5;user=phone',
  'tel://+15550100001',
  'sip://+15550100001@203.0.113.5',
  '[+15550100001]',
  '+1·555·010·0001',
  '+15550100001-ext12',
  '+15550100001/ext. 12',
  '+15550100001&ext=12',
  '+15550100001pp123',
]

const OTHERS = [
  // Nothing says which country it is in.
  '5550100001',
  '(555) 010-0001',
  '+15550100001 or +15550100002',
  '+155501000012',
  'sip:+1555010000@203.0.113.5:1',
  'sip:alice@15550100001',
  'sip:@15550100001',
  'sip:alice@203.0.113.5:15550100001',
  'sip:alice;ext=15550100001@203.0.113.5',
  'sip:agent-15550100001@203.0.113.5',
  'sip:15550100001-alice@203.0.113.5',
  'sip:15550100001.example.com',
  'agent15550100001',
  '15550100001_2',
  '15550100001abc',
  '"+15550100001" <sip:anonymous@203.0.113.5>',
  'anonymous',
  '155.50.100.001',
  'tel:+5550100001;phone-context=+1',
  'tel:5550100001;phone-context=example.com',
]

/** The ids of the calls that a filter finds in a list whose rows have these numbers; an id is its place in them. */
async function found(numbers: readonly string[], phoneNumber: string): Promise<number[]> {
  const row = (caller: string, id: number) => ({ id: String(id), caller, created_at: '2026-11-20T00:00:00Z' })
  await using server = await serve(() => ({ calls: numbers.map(row), total: numbers.length }))
  const log = callLog([ledger({ apiKey: 'k', baseUrl: server.url })])
  return (await collect(log.list({ phoneNumber, order: 'arrival' }))).map(({ id }) => Number(id))
}

describe('a filter by number', () => {
  it('finds the subscriber in every form in which a number is written', async () => {
    const ids = await found(THE_NUMBER, NUMBER)
    expect(THE_NUMBER.filter((_, id) => !ids.includes(id))).toEqual([])
  })

  it('takes no extension, host, port or name for the number', async () => {
    expect((await found(OTHERS, NUMBER)).map((id) => OTHERS[id])).toEqual([])
  })

  it('takes the digits of no address of a host', async () => {
    const hosts = ['203.0.113.5', 'sip:203.0.113.5', 'sip:203.0.113.5:5060', '203.0.113.5:5060', '20301135']
    expect(await found(hosts, '+20301135')).toEqual([4])
    expect(await found(['2001:db8::1', '[2001:db8::1]', 'sip:alice@[2001:db8::1]'], '+2001')).toEqual([])
  })

  it('passes over the 0 of +44 (0)20, which is dialled at home only, and keeps the one of Italy', async () => {
    expect(await found(['+44 (0)20 7946 0958', 'tel:+44(0)2079460958'], '+442079460958')).toEqual([0, 1])
    expect(await found(['+39 (0)6 5550 1000'], '+390655501000')).toEqual([0])
  })

  it.each(['tel:+1-555-010-0001', ' +1 (555) 010-0001 ', '0015550100001', 'sip:+15550100001@203.0.113.5', '+15550100001;ext=12'])(
    'may itself be written as %s',
    async (phoneNumber) => expect(await found(['sip:+15550100001@203.0.113.5', '+15550100002'], phoneNumber)).toEqual([0]),
  )

  it.each(['5550100001', '(555) 010-0001', 'alice', 'sip:alice@203.0.113.5', '+15550100001 or +15550100002', '+12'])(
    'cannot be %s, which names no subscriber of a country',
    async (phoneNumber) => {
      await expect(found([], phoneNumber)).rejects.toThrow(/^Invalid phoneNumber: received .*\. Pass \+ and 3 to 15 digits/)
    },
  )

  it('is not held up by a text of a million signs', async () => {
    expect(
      await found(
        [' ', '1 ', '(', '<', '+', 'x'].map((sign) => sign.repeat(1_000_000)),
        NUMBER,
      ),
    ).toEqual([])
  })
})

describe.each(PROVIDERS)('%s', (provider) => {
  it('finds every call of a number, whatever form its rows have', async () => {
    expect(faults[provider]).toContain('number-forms')
    const options = { calls: 120, seed: 3, faults: [{ fault: 'number-forms', value: 1 }] } as const
    const simulator = await startSimulator(provider, options)
    try {
      const store = [...simulator.calls()]
      const numbers = [...new Set(store.map(({ customerNumber, to }) => customerNumber ?? to))].filter((each) => each !== null)
      const log = callLog([sourceOf(simulator)])
      for (const phoneNumber of numbers.slice(0, 12)) {
        const wanted = store.filter(({ customerNumber, from, to }) =>
          (customerNumber === null ? [from, to] : [customerNumber]).some(
            (number) => number !== null && dialled(number) === dialled(phoneNumber),
          ),
        )
        for (const strict of [false, true]) {
          const stream = log.list({ phoneNumber, strict })
          expect((await collect(stream)).map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort())
          expect(await stream.summary()).toMatchObject({ sources: [{ mismatched: 0 }] })
        }
      }
    } finally {
      await simulator.close()
    }
  })
})
