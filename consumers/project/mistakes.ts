// What must not compile. Each `@ts-expect-error` is an error itself once the line below it compiles.

import { butter } from '@callspec/butter'
import { talkover } from '@callspec/talkover'
import { createZudu, zudu } from '@callspec/zudu'
import { callLog } from 'callspec'

const log = callLog([talkover({ token: 't' }), butter({ id: 'acme', apiKey: 'k' })])

export const mistakes = [
  // @ts-expect-error no such filter
  () => log.list({ state: ['completed'] }),
  // @ts-expect-error no such status
  () => log.list({ status: ['done'] }),
  // @ts-expect-error TalkOver documents no request for a single call
  () => log.get('talkover', 'x'),
  // @ts-expect-error the source has another id
  () => log.get('butter', 'x'),
  // @ts-expect-error the secret is missing
  () => zudu({ apiKey: 'k' }),
  // @ts-expect-error here as well
  () => createZudu({ apiKey: 'k' }),
  // @ts-expect-error not a word of the filter
  () => createZudu().POST('/api/calls', { body: { sort_order: 'newest' } }),
]
