import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bundle } from '../src/bundle.ts'

// Bytes of a bundle by esbuild, minified, after gzip -9. What was aimed at, and why it is more: docs/decisions/0007-bundle-and-import-size.md.
// A change that needs more raises the limit here, and says in its commit what the bytes are for.
const CLIENT_LIMIT = 11_000
const LOG_LIMIT = 27_500

const consumers = join(import.meta.dirname, '..')
const sizeOf = async (code: string) => gzipSync(await bundle(code, consumers), { level: 9 }).byteLength

const CLIENTS: [name: string, code: string][] = [
  [
    'agentvoice',
    `import { createAgentvoice } from '@callspec/agentvoice'
     const client = createAgentvoice({ apiKey: 'k', organizationId: 'o' })
     console.log(await client.GET('/calls'))
     for await (const call of client.paginate('/calls')) console.log(call)`,
  ],
  [
    'autocalls',
    `import { createAutocalls } from '@callspec/autocalls'
     const client = createAutocalls({ token: 't' })
     console.log(await client.GET('/user/calls'))
     for await (const call of client.paginate('/user/calls')) console.log(call)`,
  ],
  [
    'butter',
    `import { createButter } from '@callspec/butter'
     const client = createButter({ apiKey: 'k' })
     console.log(await client.GET('/api/calls'))
     for await (const call of client.paginate('/api/calls')) console.log(call)`,
  ],
  [
    'talkover',
    `import { createTalkover } from '@callspec/talkover'
     const client = createTalkover({ token: 't' })
     console.log(await client.GET('/calls'))
     for await (const call of client.paginate('/calls')) console.log(call)`,
  ],
  [
    'zudu',
    `import { createZudu } from '@callspec/zudu'
     const client = createZudu({ apiKey: 'k', apiSecret: 's' })
     console.log(await client.POST('/api/calls', { body: {} }))
     for await (const call of client.paginate('/api/calls')) console.log(call)`,
  ],
]
const ids = CLIENTS.map(([id]) => id)

const LOG = `
  import { callLog, ${ids.join(', ')} } from 'callspec'
  const log = callLog([${ids.map((id) => `${id}()`).join(', ')}])
  for await (const call of log.list({ since: '2026-11-01' })) console.log(call)`

describe('A bundle that lists calls', () => {
  test.each(CLIENTS)('with the client of %s stays within its limit', async (_, code) => {
    expect(await sizeOf(code)).toBeLessThanOrEqual(CLIENT_LIMIT)
  })

  test('with the log and all platforms stays within its limit', async () => {
    expect(await sizeOf(LOG)).toBeLessThanOrEqual(LOG_LIMIT)
  })
})

describe('Who does not use a part does not pay for it:', () => {
  test('the texts of assumptions are in the bundle of explain only', async () => {
    const text = 'Lists run from the newest to the oldest'
    expect(await bundle(LOG, consumers)).not.toContain(text)
    const explaining = `import { explain } from 'callspec/explain'\n${LOG}\nconsole.log(explain(log))`
    expect(await bundle(explaining, consumers)).toContain(text)
  })

  test('a platform that is not imported is not in the bundle', async () => {
    const one = `import { butter, callLog } from 'callspec'\nconsole.log(callLog([butter()]).list())`
    expect(await bundle(one, consumers)).not.toContain('api.zudu.ai')
    expect(await bundle(LOG, consumers)).toContain('api.zudu.ai')
  })
})
