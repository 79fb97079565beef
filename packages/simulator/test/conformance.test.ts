import type { OpenAPIBackend } from 'openapi-backend'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { knobs, type ProviderId, type Simulator, startSimulator } from '../src/index.js'
import { documented } from './all-documented.js'
import { ask, FORM, type Json } from './ask.js'
import type { Case } from './documented.js'
import { providers } from './each.js'
import { queryOf, readSpec, validatorOf } from './spec.js'

// Every knob at every value; a time zone stands for the zones.
const settingsOf = (provider: ProviderId): Record<string, string>[] => [
  {},
  ...Object.entries(knobs[provider]).flatMap(([id, { values }]) =>
    (values === 'time-zone' ? ['America/St_Johns'] : values).map((value) => ({ [id]: value })),
  ),
]

describe.each(providers)('%s', (provider) => {
  const { cases, followUps = [], headers } = documented[provider]
  let validator: OpenAPIBackend
  beforeAll(async () => {
    validator = await validatorOf(provider)
  })

  test.each(settingsOf(provider))('answers as its spec says with knobs %o', async (setting) => {
    const simulator = await startSimulator(provider, { calls: 250, knobs: setting })
    try {
      for (const request of cases(simulator)) await check(simulator, validator, request)
      for (const { from, pick, path, ...rest } of followUps) {
        const { body } = await ask(simulator, from)
        await check(simulator, validator, { ...rest, path: path(pick(body)) })
      }
    } finally {
      await simulator.close()
    }
  })

  test('covers every operation of its spec', () => {
    const methods = ['get', 'post', 'put', 'patch', 'delete']
    const documented = Object.values(readSpec(provider).paths).flatMap((path: Json) =>
      methods.flatMap((method) => path[method]?.operationId ?? []),
    )
    const simulator = { calls: () => [] } as unknown as Simulator
    const covered = [...cases(simulator).map(({ operation }) => operation), ...followUps.map(({ operation }) => operation)]
    expect([...new Set(covered)].sort()).toEqual(documented.sort())
  })

  test('is measured by a validator that refuses unknown query parameters', () => {
    const [get] = cases({ calls: () => [] } as unknown as Simulator).filter(
      ({ method, operation }) => !method && operation.startsWith('list'),
    )
    expect(get).toBeDefined()
    if (!get) return
    const [path = '', query] = get.path.split('?')
    // Beside those that are required.
    const inputs = { ...Object.fromEntries(new URLSearchParams(query)), no_such_parameter: 'x' }
    const request = { method: 'get', path, query: inputs, headers: headers({}) }
    expect(validator.validateRequest(request, get.operation).errors).toEqual([
      expect.objectContaining({ keyword: 'additionalProperties' }),
    ])
  })
})

async function check(simulator: Simulator, validator: OpenAPIBackend, request: Case): Promise<void> {
  const { operation, method = 'GET', path, body, form, status, invalid } = request
  const answer = await ask(simulator, path, { method, body, form })
  const what = `${method} ${path} ${JSON.stringify(body) ?? ''}`
  expect({ what, status: answer.status }, JSON.stringify(answer.body)).toEqual({ what, status })

  const url = new URL(path, 'http://simulator')
  const checked = validator.validateRequest(
    {
      method,
      path: url.pathname,
      query: queryOf(url.search),
      headers: {
        ...documented[simulator.provider].headers(simulator.credentials),
        'content-type': form ? FORM : 'application/json',
      },
      body,
    },
    operation,
  )
  expect({ what, errors: Boolean(checked.errors) }, JSON.stringify(checked.errors)).toEqual({ what, errors: invalid ?? false })
  // No body is `null` to the validator.
  const { errors } = validator.validateResponse(answer.body ?? null, operation, status)
  expect({ what, errors }).toEqual({ what, errors: null })
}

describe('the validator', () => {
  let validator: OpenAPIBackend
  let simulator: Simulator
  beforeAll(async () => {
    validator = await validatorOf('talkover')
    simulator = await startSimulator('talkover', { calls: 3 })
  })
  afterAll(() => simulator.close())

  test('refuses an answer with a wrong type or without a documented member', async () => {
    const { body } = await ask(simulator, '/calls')
    const [row, ...rest] = body.data
    const { sid: _sid, ...withoutSid } = row
    expect(validator.validateResponse({ ...body, data: [withoutSid, ...rest] }, 'listCalls', 200).errors).toHaveLength(1)
    const late = { ...row, duration: '120' }
    expect(validator.validateResponse({ ...body, data: [late, ...rest] }, 'listCalls', 200).errors).toHaveLength(1)
  })
})
