import { readFileSync } from 'node:fs'
import { type ProviderId, type Simulator, startSimulators } from '@callspec/simulator'
import { OpenAPIBackend } from 'openapi-backend'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { queryOf } from '../../simulator/test/spec.js'
import { type Call, type CallQuery, callLog, isCallspecError, type Source } from '../src/index.js'
import { isUnsupported, PROVIDERS, questions } from './oracle.js'
import { collect, sourceOf } from './sources.js'

// What callspec sends is checked against the specs by a validator that this project did not write.

async function validatorOf(provider: ProviderId): Promise<OpenAPIBackend> {
  const spec = readFileSync(new URL(`../../../specs/${provider}/openapi.yaml`, import.meta.url), 'utf8')
  // The examples are files of their own, which say nothing about schemas.
  const definition = JSON.parse(JSON.stringify(parse(spec)), (key, value) => (key === 'examples' ? undefined : value))
  // The validator takes no slash at the end of a path for a part of it.
  definition.paths = Object.fromEntries(Object.entries(definition.paths).map(([path, of]) => [path.replace(/\/$/, ''), of]))
  const formats = { date: /^\d{4}-\d{2}-\d{2}$/, uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ }
  const validator = new OpenAPIBackend({ definition, quick: true, strict: true, ajvOpts: { strict: false, formats } })
  await validator.init()
  return validator
}

let simulators: Record<string, Simulator>
beforeAll(async () => {
  simulators = await startSimulators({ calls: 230, seed: 5 })
})
afterAll(async () => {
  await Promise.all(Object.values(simulators).map((simulator) => simulator.close()))
})

describe.each(PROVIDERS)('Every request to %s', (provider) => {
  it('is what its spec describes, whatever is asked', async () => {
    const validator = await validatorOf(provider)
    const simulator = simulators[provider]!
    const basePath = new URL(simulator.baseUrl).pathname.replace(/\/$/, '')
    const problems: unknown[] = []
    let checked = 0
    const source = sourceOf(simulator, {
      fetch: async (request) => {
        const url = new URL(request.url)
        const text = await request.clone().text()
        const { errors } = validator.validateRequest({
          method: request.method,
          path: url.pathname.slice(basePath.length),
          query: queryOf(url.search),
          headers: Object.fromEntries(request.headers),
          body: text === '' ? undefined : JSON.parse(text),
        })
        checked++
        if (errors) problems.push([url.search, text, errors])
        return fetch(request)
      },
    })
    for (const question of Object.values(questions(simulators))) {
      if (isUnsupported(provider, question)) continue
      // The words of a question are those of a query; only their types are wider.
      await collect(callLog([source]).list(question as CallQuery))
    }
    const all: CallQuery = { limit: 3, include: ['transcript', 'analysis', 'recording', 'cost'] }
    await collect(callLog([source]).list(all))
    const { id } = [...simulator.calls()].at(-1)!
    // Which platform it is, and so whether it answers `get`, is known only at run time.
    const got = callLog([source as Source<string, Call, true>]).get(provider, id)
    await got.catch((error: unknown) => {
      if (!isCallspecError(error) || error.code !== 'unsupported') throw error
    })
    expect(problems).toEqual([])
    expect(checked).toBeGreaterThan(30)
  })
})
