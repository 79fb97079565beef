import type { Checks } from '../check.js'
import type { Probe } from '../probe/probe.js'
import { count, type Finding, open, settled } from '../report/finding.js'

/** Whether every call that has started did so between the stamps of its creation and of its last update. */
async function stampOrder(probe: Probe): Promise<Finding> {
  await probe.sample()
  const started = [...probe.known.byId.values()].filter(({ call }) => call.startedAt !== null)
  const outside = started.filter(({ call: { createdAt, startedAt, updatedAt } }) => {
    const at = startedAt ?? ''
    return (createdAt !== null && createdAt > at) || (updatedAt !== null && updatedAt < at)
  })
  const seen = `${outside.length} of ${count(started.length, 'call')} that started did so before their creation or after their last update`
  if (outside.length > 0) return settled('sometimes', `${seen}.`)
  return started.length > 0 ? settled('always', `${seen}.`) : open('No call read has started.')
}

export const vapi: Checks = { 'stamp-order': stampOrder }
