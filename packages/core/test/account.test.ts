import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import {
  basicPair,
  type ClientDescriptor,
  createProviderClient,
  createSender,
  fillParameters,
  isCallspecError,
} from '../src/index.js'
import { answerJson, startServer } from './server.js'

/** A made-up platform whose account stands in paths and queries, beside HTTP Basic and a version. */
const descriptor = {
  id: 'acme',
  name: 'Acme',
  baseUrl: 'https://api.acme.example',
  brands: {},
  credentials: {
    accountSid: { header: 'Authorization', prefix: 'Basic ', pair: basicPair, fills: true, environment: 'ACME_ACCOUNT_SID' },
    authToken: { header: 'Authorization', prefix: 'Basic ', pair: basicPair, environment: 'ACME_AUTH_TOKEN' },
    locationId: { fills: true, environment: 'ACME_LOCATION_ID' },
  },
  headers: { Version: '2021-04-15' },
  rateLimit: null,
  operations: {
    'GET /accounts/{AccountSid}/calls': {
      filled: { by: fillParameters, path: { AccountSid: 'accountSid' }, query: { location_id: 'locationId' } },
    },
  },
} as const satisfies ClientDescriptor

// `AC1:to:ken` as RFC 7617 has it, encoded by hand (`printf AC1:to:ken | base64`).
const credentials = { accountSid: 'AC1', authToken: 'to:ken', locationId: 'loc 7' }
const PATH = '/accounts/{AccountSid}/calls'

const clientOf = (baseUrl: string) =>
  createProviderClient<
    Record<typeof PATH, { get: { parameters: object; responses: { 200: { content: { 'application/json': unknown } } } } }>,
    typeof descriptor
  >(descriptor, { ...credentials, locationId: 'loc-7', baseUrl })

test.each([
  ['a client', (baseUrl: string) => clientOf(baseUrl).send('GET', PATH)],
  ['a log', (baseUrl: string) => createSender(descriptor, { ...credentials, locationId: 'loc-7', baseUrl }).send('GET', PATH)],
])('%s fills parameters from the credentials, and sends user name and password as one header', async (_, send) => {
  await using server = await startServer((response) => answerJson(response, {}))
  await send(server.origin)
  const [request] = server.received
  expect(request?.url).toBe('/accounts/AC1/calls?location_id=loc-7')
  expect(request?.headers).toMatchObject({ authorization: 'Basic QUMxOnRvOmtlbg==', version: '2021-04-15' })
})

test('a value of the caller comes before that of the account', async () => {
  await using server = await startServer((response) => answerJson(response, {}))
  await clientOf(server.origin).send('GET', PATH, { params: { path: { AccountSid: 'AC2' }, query: { location_id: 'other' } } })
  expect(server.received[0]?.url).toBe('/accounts/AC2/calls?location_id=other')
})

test('two ids are two accounts, also under one key', () => {
  const accountOf = (locationId: string) => createSender(descriptor, { ...credentials, locationId }).account
  expect(accountOf('one')).not.toBe(accountOf('two'))
})

test('a missing id is a missing credential', () => {
  expect(() => createSender(descriptor, { ...credentials, locationId: '' })).toThrow(
    'Missing Acme locationId. Pass { accountSid, authToken, locationId } or set ACME_ACCOUNT_SID and ACME_AUTH_TOKEN and ACME_LOCATION_ID.',
  )
})

test('neither the password nor the pair of it and the user name is in an error', async () => {
  await using server = await startServer((response) =>
    answerJson(response, { message: 'Basic QUMxOnRvOmtlbg== for to:ken at loc-7' }, 400),
  )
  const error = await clientOf(server.origin)
    .send('GET', PATH)
    .catch((reason: unknown) => reason)
  expect(isCallspecError(error)).toBe(true)
  expect(inspect(error, { depth: 9 })).not.toMatch(/QUMx|to:ken/)
})
