import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type CallspecError, fieldErrors, providerMessage } from '../src/index.js'
import { type AcmeOptions, createAcme, credentials, failure } from './acme.js'
import { answerJson, startServer } from './server.js'

beforeEach(() => {
  vi.stubEnv('ACME_API_KEY', undefined)
  vi.stubEnv('ACME_TOKEN', undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

// The compiler refuses most of these options; users without it do not have that.
const create = (options: object) => createAcme(options as AcmeOptions)

const HINT = 'Pass { apiKey, token } or set ACME_API_KEY and ACME_TOKEN.'

describe('where credentials come from', () => {
  test('passed credentials travel in the headers that the spec names', async () => {
    await using server = await startServer((response) => answerJson(response, { data: [] }))
    await createAcme({ ...credentials, baseUrl: server.origin }).GET('/calls')
    expect(server.received[0]?.headers).toMatchObject({ 'x-api-key': 'key-4f1d9a', authorization: 'Bearer token-77b2e0' })
  })

  test('the environment is read when none was passed', async () => {
    vi.stubEnv('ACME_API_KEY', 'environment-key')
    vi.stubEnv('ACME_TOKEN', 'environment-token')
    await using server = await startServer((response) => answerJson(response, { data: [] }))
    await createAcme({ baseUrl: server.origin }).GET('/calls')
    expect(server.received[0]?.headers).toMatchObject({
      'x-api-key': 'environment-key',
      authorization: 'Bearer environment-token',
    })
  })

  test('the environment does not complete what was passed in part', () => {
    vi.stubEnv('ACME_API_KEY', 'environment-key')
    vi.stubEnv('ACME_TOKEN', 'environment-token')
    expect(() => create({ apiKey: 'key' })).toThrow(`Missing Acme token. ${HINT}`)
    expect(() => create({ token: 'token' })).toThrow(`Missing Acme apiKey. ${HINT}`)
  })

  test.each([
    ['nothing', {}, {}, 'apiKey'],
    ['an empty string', { apiKey: '', token: 'token' }, {}, 'apiKey'],
    ['null', { apiKey: 'key', token: null }, {}, 'token'],
    ['half an environment', {}, { ACME_API_KEY: 'key' }, 'token'],
    ['an empty variable', {}, { ACME_API_KEY: 'key', ACME_TOKEN: '' }, 'token'],
  ])('%s is a missing credential', (_, options, environment, name) => {
    for (const [variable, value] of Object.entries(environment)) vi.stubEnv(variable, value)
    expect(() => create(options)).toThrow(
      expect.objectContaining({
        name: 'CallspecError',
        code: 'missing-credentials',
        provider: 'acme',
        message: `Missing Acme ${name}. ${HINT}`,
      }),
    )
  })
})

test.each([
  ['a line break', 'secret\r\nx-admin: 1'],
  ['a trailing newline', 'secret\n'],
  ['a space', 'my secret'],
  ['a letter outside ASCII', 'secrét'],
  ['a zero-width space', 'secret\u200b'],
  ['a control character', 'secret\u0000'],
  ['a number', 12345],
])('a credential with %s is refused and not repeated', (_, apiKey) => {
  let error: unknown
  try {
    create({ apiKey, token: 'token' })
  } catch (caught) {
    error = caught
  }
  expect(error).toMatchObject({ code: 'invalid-configuration', provider: 'acme' })
  expect(inspect(error)).toContain('The Acme apiKey holds a space or a character outside ASCII.')
  expect(inspect(error, { showHidden: true })).not.toMatch(/secr|12345/)
})

describe('credentials stay out of', () => {
  const secrets = /4f1d9a|77b2e0/
  // Every text that a program is likely to log.
  const textsOf = (error: CallspecError) =>
    [
      error.message,
      providerMessage(error),
      JSON.stringify(fieldErrors(error)),
      error.stack,
      JSON.stringify(error),
      inspect(error, { depth: null, showHidden: true }),
    ].join('\n')

  test('the client as it is printed', () => {
    const client = createAcme()
    expect(inspect(client, { depth: null, showHidden: true })).not.toMatch(secrets)
    expect(JSON.stringify(client)).not.toMatch(secrets)
    expect(String(client)).not.toMatch(secrets)
  })

  const { apiKey, token } = credentials
  test.each([
    ['a message', 401, { message: `Wrong key ${apiKey} with ${token}` }],
    ['a nested message', 400, { error: { message: `Wrong key ${apiKey}` } }],
    ['a message that is cut off within the key', 401, { message: `${'x'.repeat(190)}${apiKey}${apiKey}` }],
    ['the text of a field error', 422, { errors: { key: [`${apiKey} is invalid`, `${'x'.repeat(195)}${token}`] } }],
    ['the name of a field error', 422, { errors: { [apiKey]: ['is not a field'] } }],
    ['an answer that is not JSON', 200, `<h1>Hello ${apiKey}, ${token}</h1>`],
    ['an answer that is not JSON and is cut off', 200, `${'<'.repeat(195)}${apiKey}`],
  ])('the error for a body that repeats them in %s', async (_, status, body) => {
    await using server = await startServer((response) =>
      response
        .writeHead(status, { 'x-request-id': `request-of-${apiKey}` })
        .end(typeof body === 'string' ? body : JSON.stringify(body)),
    )
    const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls'))
    const texts = textsOf(error)
    expect(texts).not.toMatch(secrets)
    // Neither do the first characters of a key that was cut in two.
    expect(texts).not.toMatch(/key-|token-/)
  })

  test('the error for a failed connection', async () => {
    const fetch = () => Promise.reject(new TypeError(`cannot send X-Api-Key: ${apiKey}`))
    const error = await failure(createAcme({ ...credentials, fetch }).send('GET', '/calls'))
    expect(error.code).toBe('network')
    expect(error.message).not.toMatch(secrets)
  })

  test('the error when one credential is part of the other', async () => {
    const fetch = async () => Response.json({ message: 'Wrong abcd-secret' }, { status: 401 })
    const error = await failure(createAcme({ apiKey: 'abcd', token: 'abcd-secret', fetch }).send('GET', '/calls'))
    expect(providerMessage(error)).toBe('Wrong ***')
  })

  test('but no letter of a message goes with a key of a letter', async () => {
    const fetch = async () => Response.json({ message: 'Wrong token' }, { status: 401 })
    const error = await failure(createAcme({ apiKey: 'k', token: 'xyz', fetch }).send('GET', '/calls'))
    expect(providerMessage(error)).toBe('Wrong token')
  })
})
