import { autocalls, butter, talkover, zudu } from '@callspec/all'
import type { CallSummary } from '@callspec/butter'
import { describe, expectTypeOf, it } from 'vitest'
import { type Call, callLog } from '../src/index.js'

// Checked by the compiler; nothing here needs a server.
const log = callLog([talkover({ token: 't' }), butter({ id: 'acme', apiKey: 'k' }), zudu({ apiKey: 'k', apiSecret: 's' })])

describe('Types', () => {
  it('narrow raw and rawDetail by provider', () => {
    const read = async () => {
      for await (const call of log.list()) {
        expectTypeOf(call).toExtend<Call>()
        if (call.provider === 'butter') expectTypeOf(call.raw.total_cost).toEqualTypeOf<number | null | undefined>()
        if (call.provider === 'talkover') expectTypeOf(call.raw.duration).toEqualTypeOf<number>()
        // @ts-expect-error no source of this log is an Autocalls account
        if (call.provider === 'autocalls') break
      }
    }
    expectTypeOf(read).returns.resolves.toBeVoid()
  })

  it('know which sources answer get, and with what', () => {
    const get = () => log.get('acme', 'call_abc123')
    expectTypeOf<Awaited<ReturnType<typeof get>>['raw']>().toBeNull()
    expectTypeOf<Awaited<ReturnType<typeof get>>['provider']>().toEqualTypeOf<'butter'>()
    // @ts-expect-error TalkOver documents no request for a single call
    ;() => log.get('talkover', 'x')
    // @ts-expect-error there is no such source
    ;() => log.get('nobody', 'x')
    const byKey = () => log.get('acme/call_abc123')
    expectTypeOf(byKey).toEqualTypeOf(get)
    // A key that is known only at run time may be that of any call.
    const byAnyKey = (call: Call) => log.get(call.key, { signal: AbortSignal.timeout(1000) })
    expectTypeOf<Awaited<ReturnType<typeof byAnyKey>>['provider']>().toEqualTypeOf<'butter' | 'zudu'>()
    // @ts-expect-error TalkOver documents no request for a single call
    ;() => log.get('talkover/x')
    // @ts-expect-error there is no such source
    ;() => log.get('nobody/x')
    // @ts-expect-error this is no key
    ;() => log.get('acme')
  })

  it('refuse filters and words that do not exist', () => {
    // @ts-expect-error no such status
    ;() => log.list({ status: ['done'] })
    // @ts-expect-error no such filter
    ;() => log.list({ form: '+15551234567' })
    // @ts-expect-error no such part
    ;() => log.list({ include: ['audio'] })
  })

  it('refuse half a set of credentials, and assumptions that are not registered', () => {
    // @ts-expect-error the secret is missing
    ;() => zudu({ apiKey: 'k' })
    // @ts-expect-error not registered in the spec
    ;() => autocalls({ token: 't', assumptions: { 'row-oder': 'newest-first' } })
    // @ts-expect-error not a registered value
    ;() => autocalls({ token: 't', assumptions: { 'row-order': 'newest_first' } })
    expectTypeOf(autocalls).toBeCallableWith({
      token: 't',
      assumptions: { 'stamp-zone': 'Europe/Berlin', 'row-order': 'unordered' },
    })
  })

  it('take rows as the spec types them', () => {
    expectTypeOf(butter.toCall).parameter(0).toExtend<Pick<CallSummary, 'call_sid'>>()
  })
})
