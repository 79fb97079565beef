import type { ServerResponse } from 'node:http'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { type CallspecError, createSender, type Opener, type OpenOptions, openAddress } from '../src/index.js'
import { type AcmeOptions, acme, credentials, failure } from './acme.js'
import { startServer, type TestServer } from './server.js'

/** An account at a server. */
function openerAt(baseUrl: string, options: Partial<AcmeOptions> = {}): Opener {
  const { access, mask } = createSender(acme, { ...credentials, baseUrl, ...options })
  return { provider: 'acme', id: 'acme', baseUrl, concurrency: options.concurrency ?? 6, rateLimit: null, access, mask }
}

const open = (opener: Opener, url: string, options: Partial<OpenOptions> = {}) =>
  openAddress(opener, url, { authorize: true, signal: new AbortController().signal, ...options })

const refused = async (opener: Opener, url: string, options: Partial<OpenOptions> = {}) => {
  const { code, message } = await failure(open(opener, url, options))
  return [code, message]
}

const serve = (to?: () => string | undefined) =>
  startServer((response) => {
    const location = to?.()
    response.writeHead(location === undefined ? 200 : 302, location === undefined ? {} : { location }).end('bytes')
  })

const keysIn = ({ received }: TestServer) => received.map(({ headers }) => [headers['x-api-key'], headers.authorization])
const BOTH = ['key-4f1d9a', expect.stringMatching(/^Bearer /)]
const NONE = [undefined, undefined]

describe('credentials', () => {
  test('go to the origin of the base URL, if they are to be sent', async () => {
    await using server = await serve()
    const opener = openerAt(`${server.origin}/v1`)
    expect(await (await open(opener, `${server.origin}/files/1?X=2`, { headers: { range: 'bytes=1-' } })).text()).toBe('bytes')
    await open(opener, `${server.origin}/files/1`, { authorize: false })
    expect(keysIn(server)).toEqual([BOTH, NONE])
    expect(server.received.map(({ method, url, headers }) => [method, url, headers.range])).toEqual([
      ['GET', '/files/1?X=2', 'bytes=1-'],
      ['GET', '/files/1', undefined],
    ])
  })

  test('go to no other origin, neither at once nor by a redirect, and not back from there', async () => {
    await using own = await serve(() => (own.received.length === 1 ? `${other.origin}/back` : undefined))
    await using other = await serve(() => (other.received.length === 2 ? `${own.origin}/made-up` : undefined))
    const opener = openerAt(own.origin)
    await open(opener, `${other.origin}/file`)
    expect(keysIn(other)).toEqual([NONE])
    await open(opener, `${own.origin}/file`)
    expect(keysIn(own)).toEqual([BOTH, NONE])
    expect(keysIn(other)).toEqual([NONE, NONE])
  })

  test('go along with a redirect within the origin', async () => {
    await using server = await serve(() => (server.received.length === 1 ? '/moved' : undefined))
    await open(openerAt(server.origin), `${server.origin}/file`)
    expect(keysIn(server)).toEqual([BOTH, BOTH])
  })
})

describe('an address', () => {
  const remote = openerAt('https://api.acme.example')
  test.each([
    ['http://api.acme.example/1', 'it is not https'],
    ['http://storage.example/1', 'it is not https'],
    ['https://user:word@storage.example/1?sig=secret', 'it holds a user name or password'],
    ['ftp://storage.example/1', 'it is not https'],
    ['file:///etc/passwd', 'it is not https'],
    ['data:audio/wav,1', 'it is not https'],
    ['/recordings/1?sig=secret', 'it is not a URL'],
    ['http://127.0.0.1:6379/', 'it is of this machine'],
    ['https://localhost/', 'it is of this machine'],
    ['http://[::1]/', 'it is of this machine'],
  ])('%s is refused: %s', async (url, why) => {
    expect(await refused(remote, url)).toEqual([
      'unexpected-response',
      `acme GET recording: the address was refused: ${why}. Check the base URL.`,
    ])
  })

  test.each([
    ['http://storage.example/1', 'it is not https'],
    ['http://127.0.0.1/1', 'it is of this machine'],
    ['http://api.acme.example/1?sig=secret', 'it is not https'],
  ])('is refused as well as the end of a redirect: %s', async (location, why) => {
    const fetch = async () => new Response(null, { status: 302, headers: { location } })
    expect(await refused(openerAt('https://api.acme.example', { fetch }), 'https://storage.example/1')).toEqual([
      'unexpected-response',
      `acme GET recording: a redirect was refused: ${why}. Check the base URL.`,
    ])
  })

  test('may be http at the base URL’s own origin, if that was allowed to be', async () => {
    const fetch = async ({ headers }: Request) => new Response(headers.get('x-api-key'))
    const opener = openerAt('http://calls.acme.internal', { fetch, allowInsecureHttp: true })
    expect(await (await open(opener, 'http://calls.acme.internal/1')).text()).toBe('key-4f1d9a')
    expect((await refused(opener, 'http://other.acme.internal/1'))[0]).toBe('unexpected-response')
  })
})

test('five redirects are followed, the sixth is not, and one without a target is none', async () => {
  let left = 5
  await using server = await serve(() => (left-- > 0 ? '/next' : undefined))
  const opener = openerAt(server.origin)
  expect((await open(opener, `${server.origin}/1`)).status).toBe(200)
  left = 6
  expect(await refused(opener, `${server.origin}/1`)).toEqual([
    'unexpected-response',
    'acme GET recording: a redirect (302) followed five others. Check the base URL.',
  ])
  await using nowhere = await startServer((response) => response.writeHead(307).end())
  expect((await refused(openerAt(nowhere.origin), nowhere.origin))[1]).toBe(
    'acme GET recording: a redirect (307) leads nowhere. Check the base URL.',
  )
})

test('requests to the own origin keep the limits of the account, others do not', async () => {
  let active = 0
  let most = 0
  await using own = await startServer((response) => {
    most = Math.max(most, ++active)
    setImmediate(() => {
      active--
      response.end('bytes')
    })
  })
  const held: ServerResponse[] = []
  // Responds when all are there.
  await using other = await startServer((response) => {
    if (held.push(response) === 6) for (const each of held) each.end('bytes')
  })
  const opener = openerAt(own.origin, { concurrency: 2 })
  const many = (origin: string) => Promise.all(Array.from({ length: 6 }, async () => (await open(opener, origin)).text()))
  await many(own.origin)
  expect(most).toBeLessThanOrEqual(2)
  await many(other.origin)
  expect(held).toHaveLength(6)
})

test('nothing that prints an account prints its keys', () => {
  const opener = openerAt('https://api.acme.example')
  expect(`${inspect(opener, { depth: 9 })}${JSON.stringify(opener)}`).not.toMatch(/key-4f1d9a|Bearer/)
})

test('errors hold no address, and an abort rejects with its reason, whatever the fetch does', async () => {
  const broken = openerAt('https://api.acme.example', {
    fetch: async ({ url }) => {
      throw new TypeError(`fetch failed for ${url}`)
    },
  })
  const error: CallspecError = await failure(open(broken, 'https://storage.example/secret-path?sig=secret'))
  expect(error.code).toBe('network')
  expect(`${error.stack}${String(error.cause)}`).not.toMatch(/secret|storage\.example/)

  const deaf = openerAt('https://api.acme.example', { fetch: () => new Promise(() => undefined) })
  const controller = new AbortController()
  const reason = new Error('enough')
  const waiting = open(deaf, 'https://storage.example/1', { signal: controller.signal })
  setImmediate(() => controller.abort(reason))
  await expect(waiting).rejects.toBe(reason)
})
