// Reads every list row by hand, as its documentation explains the members, and compares with the truth.
import { expect, test } from 'vitest'
import type { ProviderId } from '../src/index.js'
import type { Json } from './ask.js'
import { providers, start } from './each.js'
import { documented } from './generated/providers.js'

test.each([
  ...providers.map((provider): [ProviderId, Record<string, string>] => [provider, {}]),
  ['agentvoice', { 'started-at': 'sometimes' }] as const,
  ['autocalls', { brand: 'famulor' }] as const,
  ['zudu', { 'started-at': 'sometimes' }] as const,
  ['zudu', { 'creation-stamps': 'shown' }] as const,
])('the truth of %s with knobs %o is what its rows say', async (provider, knobs) => {
  const simulator = await start(provider, { calls: 400, knobs })
  for (const call of simulator.calls()) {
    const { index: _index, hidden: _hidden, ...truth } = call
    const row = simulator.row(call) as Json
    expect(truth).toEqual({ ...documented[provider].truth(row), state: documented[provider].statuses[call.status ?? ''] })
  }
})
