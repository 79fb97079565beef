import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { providers } from '@callspec/all'
import { pagedOperation } from '@callspec/core'
import { describe, expect, test } from 'vitest'
import { capitalize } from '../../scripts/src/capitalize.ts'
import { bundle as bundleFrom } from '../src/bundle.ts'

// Bytes of a bundle by esbuild, minified, after gzip -9. What was aimed at, and why it is more: docs/decisions/0007-bundle-and-import-size.md.
// A change that needs more raises the limit here, and says in its commit what the bytes are for.
const CLIENT_LIMIT = 13_900
/** Of lists that go on by links, on platforms that take forms. */
const LINK_CLIENT_LIMIT = 14_190
/** Of lists that are read by windows of time. */
const WINDOW_CLIENT_LIMIT = 14_470
const LOG_LIMIT = 30_350
const LOG_LIMIT_PER_PLATFORM = 2_090
const LOG_LIMIT_ALONE = 18_100
/** The largest of the platforms. */
const LOG_LIMIT_WITH_ONE = 34_920

const folder = join(import.meta.dirname, '..')
// Every provider is a dependency of @callspec/all.
const bundle = (code: string) => bundleFrom(code, folder, [join(folder, '../packages/all/node_modules')])
const sizeOf = async (code: string) => gzipSync(await bundle(code), { level: 9 }).byteLength

const ids = Object.keys(providers)
const CLIENTS = Object.entries(providers).map(([id, { definition }]): [name: string, code: string, limit: number] => {
  const create = `create${capitalize(id)}`
  const credentials = Object.keys(definition.descriptor.credentials).map((name) => `${name}: 'k'`)
  const { method, path, pagination } = pagedOperation(definition.descriptor, definition.list)
  return [
    id,
    `import { ${create} } from '@callspec/${id}'
     const client = ${create}({ ${credentials.join(', ')} })
     console.log(await client.${method}('${path}'${method === 'POST' ? ', { body: {} }' : ''}))
     for await (const call of client.paginate('${path}')) console.log(call)`,
    pagination.window ? WINDOW_CLIENT_LIMIT : pagination.link ? LINK_CLIENT_LIMIT : CLIENT_LIMIT,
  ]
})

const logOf = (platforms: readonly string[]) => `
  import { callLog } from 'callspec'
  ${platforms.map((id) => `import { ${id} } from '@callspec/${id}'`).join('\n')}
  const log = callLog([${platforms.map((id) => `${id}()`).join(', ')}])
  for await (const call of log.list({ since: '2026-11-01' })) console.log(call)`
const LOG = logOf(ids)

describe('A bundle that lists calls', () => {
  test.each(CLIENTS)('with the client of %s stays within its limit', async (_, code, limit) => {
    expect(await sizeOf(code)).toBeLessThanOrEqual(limit)
  })

  test('with the log and no platform stays within its limit', async () => {
    const list =
      "const log = callLog(globalThis.sources)\nfor await (const call of log.list({ since: '2026-11-01' })) console.log(call)"
    expect(await sizeOf(`import { callLog } from 'callspec'\n${list}`)).toBeLessThanOrEqual(LOG_LIMIT_ALONE)
  })

  test.each(ids)('with the log and %s alone stays within its limit', async (id) => {
    expect(await sizeOf(logOf([id]))).toBeLessThanOrEqual(LOG_LIMIT_WITH_ONE)
  })

  // The smallest mapping: what the log itself costs with a provider.
  test('with the log and butter stays within its limit', async () => {
    expect(await sizeOf(logOf(['butter']))).toBeLessThanOrEqual(LOG_LIMIT)
  })

  test('with the log and all platforms stays within its limit', async () => {
    expect(await sizeOf(LOG)).toBeLessThanOrEqual(LOG_LIMIT + ids.length * LOG_LIMIT_PER_PLATFORM)
  })
})

describe('Who does not use a part does not pay for it:', () => {
  test('a mapping is in the bundle of who lists calls with it, not in that of the client alone', async () => {
    const client = `import { createButter } from '@callspec/butter'\nconsole.log(createButter())`
    expect(await bundle(client)).not.toContain('customer_hangup')
    expect(await bundle(logOf(['butter']))).toContain('customer_hangup')
  })

  test("the search for a platform's own words is in the bundle of who asks for them", async () => {
    const list = `import { butter } from '@callspec/butter'\nimport { callLog } from 'callspec'\nconst calls = callLog([butter()]).list()`
    expect(await bundle(`${list}\nconsole.log(calls)`)).not.toContain('error_description')
    const asking = `import { providerMessage } from 'callspec'\n${list}\ncalls.summary().catch((error) => console.log(providerMessage(error)))`
    expect(await bundle(asking)).toContain('error_description')
  })

  test('the words that a redacted call keeps are in the bundle of who redacts', async () => {
    const words = 'abandoned absent activating'
    expect(await bundle(LOG)).not.toContain(words)
    expect(await bundle(`import { redactCall } from 'callspec'\nconsole.log(redactCall)`)).toContain(words)
  })

  // Words of each that no other part has.
  test.each([
    ['finding parents', 'says when it was created'],
    ['cutting a period', 'each request names its period'],
    ['requests of parts', 'requests for one call'],
    ['details', 'its details are not known'],
    ['following links', 'nor a link to the next'],
    ['HTTP Basic', 'atob('],
  ])('%s is in the bundle of logs over platforms that need it', async (_, words) => {
    expect(await bundle(logOf(['butter']))).not.toContain(words)
    expect(await bundle(LOG)).toContain(words)
  })

  test('web hooks are in the bundle of who takes them, not in that of a client or a log', async () => {
    const words = ' web hook: '
    expect(await bundle(LOG)).not.toContain(words)
    expect(await bundle(`import { createRetell } from '@callspec/retell'\nconsole.log(createRetell())`)).not.toContain(words)
    expect(await bundle(`import { verify } from '@callspec/retell/webhook'\nconsole.log(verify)`)).toContain(words)
    // Of kinds of signatures, only that of the platform.
    expect(await bundle(`import { verify } from '@callspec/retell/webhook'\nconsole.log(verify)`)).not.toContain('Ed25519')
  })

  test('a platform that is not imported is not in the bundle', async () => {
    const one = `import { butter } from '@callspec/butter'\nimport { callLog } from 'callspec'\nconsole.log(callLog([butter()]).list())`
    expect(await bundle(one)).not.toContain('api.zudu.ai')
    expect(await bundle(LOG)).toContain('api.zudu.ai')
  })
})
