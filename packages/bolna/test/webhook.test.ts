import type { Webhook } from '@callspec/provider/webhook'
import { expect, expectTypeOf, test } from 'vitest'
import getExecution from '../../../specs/bolna/examples/get-execution.json' with { type: 'json' }
import * as hooks from '../src/webhook.js'

const { parse, read, webhook } = hooks

test('nothing is signed: there is no verify, and the module says why', () => {
  expect(Object.keys(hooks).sort()).toEqual(['parse', 'read', 'webhook'])
  expectTypeOf<typeof webhook>().toExtend<Webhook>()
  expectTypeOf(webhook.verify).toEqualTypeOf<undefined>()
  expect([webhook.isSigned, webhook.unsigned]).toEqual([false, expect.stringContaining('signs nothing')])
})

test('the body is the execution', async () => {
  const body = JSON.stringify(getExecution.value)
  const event = parse(await read(new Request('https://hooks.example.com/', { method: 'POST', body })))
  const id = String(getExecution.value.id)
  expect(event.isKnown && event.event === 'statusChange' && event.call?.key).toBe(`bolna/${id}`)
  expect([event.callId, event.body]).toEqual([id, getExecution.value])
})

test('reads no body without an end', async () => {
  async function* endless() {
    for (;;) yield new Uint8Array(1000)
  }
  await expect(read({ headers: {}, body: endless() }, { maxBytes: 5000 })).rejects.toMatchObject({ code: 'invalid-request' })
})
