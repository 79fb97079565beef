import { afterEach, describe, expect, test, vi } from 'vitest'
import { type AcmeOptions, createAcme, credentials } from './acme.js'
import { answerJson, startServer } from './server.js'

const create = (options: Partial<AcmeOptions>) => createAcme({ ...credentials, ...options })

test('the platform itself is the default, a brand sets its own, and a base URL wins over both', () => {
  expect(create({}).baseUrl).toBe('https://api.acme.example/v1')
  expect(create({ brand: 'bravo' }).baseUrl).toBe('https://bravo.example/v1')
  expect(create({ brand: 'bravo', baseUrl: 'https://other.example' }).baseUrl).toBe('https://other.example')
})

test.each(['charlie', 'constructor', '__proto__', ''])('the unknown brand "%s" is refused with the known ones', (brand) => {
  // The compiler refuses them; users without it do not have that.
  expect(() => create({ brand: brand as never })).toThrow(
    expect.objectContaining({
      code: 'invalid-configuration',
      message: `Unknown Acme brand "${brand}". Known: bravo. Or pass { baseUrl }.`,
    }),
  )
})

test.each([
  ['https://api.acme.example/v1/', 'https://api.acme.example/v1'],
  ['https://api.acme.example///', 'https://api.acme.example'],
  ['HTTPS://API.Acme.example:443/V1', 'https://api.acme.example/V1'],
])('%s is taken as %s', (baseUrl, expected) => {
  expect(create({ baseUrl }).baseUrl).toBe(expected)
})

test('a trailing slash does not double in the path', async () => {
  await using server = await startServer((response) => answerJson(response, { data: [] }))
  await create({ baseUrl: `${server.origin}/v1/` }).GET('/calls')
  expect(server.received[0]?.url).toBe('/v1/calls')
})

test.each(['http://localhost:8080', 'http://acme.localhost', 'http://127.0.0.1', 'http://127.8.9.10:1', 'http://[::1]:8080'])(
  '%s is this machine and needs no encryption',
  (baseUrl) => {
    expect(create({ baseUrl }).baseUrl).toBe(baseUrl)
  },
)

test.each([
  'http://api.acme.example',
  'http://10.0.0.1',
  'http://127.0.0.1.evil.example',
  'http://localhost.evil.example',
  'http://0.0.0.0',
])('%s is another machine and is refused without encryption', (baseUrl) => {
  expect(() => create({ baseUrl })).toThrow(
    expect.objectContaining({
      code: 'invalid-configuration',
      message: `The Acme base URL ${baseUrl} is not encrypted. Use https, or set allowInsecureHttp to true.`,
    }),
  )
  expect(create({ baseUrl, allowInsecureHttp: true }).baseUrl).toBe(baseUrl)
})

test.each(['https://user:hunter2@api.acme.example', 'https://hunter2@api.acme.example', 'https://:hunter2@api.acme.example'])(
  'credentials in the URL are refused and not repeated (%#)',
  (baseUrl) => {
    expect(() => create({ baseUrl })).toThrow(
      expect.objectContaining({
        code: 'invalid-configuration',
        message: 'The Acme base URL holds a user name, password, query or fragment. Write it like https://api.acme.example/v1.',
      }),
    )
  },
)

test.each([
  'https://api.acme.example/v1?key=1',
  'https://api.acme.example/v1?',
  'https://api.acme.example/v1#top',
  'https://api.acme.example/#',
])('a query or fragment is refused: %s', (baseUrl) => {
  expect(() => create({ baseUrl })).toThrow(
    expect.objectContaining({
      code: 'invalid-configuration',
      message: 'The Acme base URL holds a user name, password, query or fragment. Write it like https://api.acme.example/v1.',
    }),
  )
})

test.each(['', 'api.acme.example', '/v1', 'ftp://api.acme.example', 'file:///etc/passwd', 'javascript:alert(1)', 'hunter2@host'])(
  '"%s" is not an http(s) URL',
  (baseUrl) => {
    expect(() => create({ baseUrl })).toThrow(
      expect.objectContaining({
        code: 'invalid-configuration',
        message:
          'The Acme base URL (ACME_BASE_URL or { baseUrl }) is not an http(s) URL. Write it like https://api.acme.example/v1.',
      }),
    )
  },
)

test('a base URL for one request is held to the same rules', async () => {
  await using server = await startServer((response) => answerJson(response, { data: [] }))
  const client = create({})
  await client.GET('/calls', { baseUrl: `${server.origin}/v2/` })
  expect(server.received.map(({ url }) => url)).toEqual(['/v2/calls'])
  await expect(client.GET('/calls', { baseUrl: 'http://api.acme.example' })).rejects.toThrow('is not encrypted')
})

describe('ACME_BASE_URL', () => {
  const fromEnvironment = (options: Partial<AcmeOptions> = {}) => {
    vi.stubEnv('ACME_API_KEY', 'key')
    vi.stubEnv('ACME_TOKEN', 'token')
    return createAcme(options as AcmeOptions).baseUrl
  }
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  test('counts where the credentials come from the environment as well', () => {
    vi.stubEnv('ACME_BASE_URL', 'https://environment.example/v1/')
    expect(fromEnvironment()).toBe('https://environment.example/v1')
  })

  test('does not lead credentials from code elsewhere', () => {
    vi.stubEnv('ACME_BASE_URL', 'https://environment.example')
    expect(create({}).baseUrl).toBe('https://api.acme.example/v1')
  })

  test('gives way to a base URL and a brand from code, and to the default when it is empty', () => {
    vi.stubEnv('ACME_BASE_URL', 'https://environment.example')
    expect(fromEnvironment({ baseUrl: 'https://code.example' })).toBe('https://code.example')
    expect(fromEnvironment({ brand: 'bravo' })).toBe('https://bravo.example/v1')
    vi.stubEnv('ACME_BASE_URL', '')
    expect(fromEnvironment()).toBe('https://api.acme.example/v1')
  })

  test('is held to the same rules', () => {
    vi.stubEnv('ACME_BASE_URL', 'http://environment.example')
    expect(() => fromEnvironment()).toThrow('is not encrypted')
  })
})
