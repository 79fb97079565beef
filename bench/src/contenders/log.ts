// `log.list`: every row mapped to a Call, ids remembered, order kept, all sources side by side.

import { agentvoice } from '@callspec/agentvoice'
import { autocalls } from '@callspec/autocalls'
import { butter } from '@callspec/butter'
import { talkover } from '@callspec/talkover'
import { zudu } from '@callspec/zudu'
import { type Call, callLog, type Source } from 'callspec'
import type { Platform, Read, Target } from '../job.ts'

const providers = { agentvoice, autocalls, butter, talkover, zudu }

export const read: Read = async (targets, consume, order) => {
  const log = callLog(targets.map(sourceOf))
  for await (const call of log.list({ order })) {
    const wait = consume(call)
    if (wait) await wait
  }
}

function sourceOf({ shape, baseUrl, credentials }: Target): Source<string, Call, boolean> {
  // The provider, and so its credentials, is only known at run time.
  const create = providers[shape as Platform] as unknown as (options: object) => Source<string, Call, boolean>
  return create({ baseUrl, rateLimit: null, ...credentials })
}
