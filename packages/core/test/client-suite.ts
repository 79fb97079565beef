import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'

interface Example {
  value: unknown
}
interface Body {
  content?: Record<string, { examples?: Record<string, Example> }>
}
interface Named {
  name: string
  environment: string
}
interface Parameter {
  $ref?: string
  name: string
  in: string
  'x-callspec'?: { credential: string }
}
interface Operation {
  operationId: string
  parameters?: Parameter[]
  requestBody?: Body
  responses: Record<string, Body & { $ref?: string }>
}
interface Scheme {
  type: string
  scheme?: string
  name: string
  'x-callspec': { environment: string; username?: Named; password?: Named }
}
interface Spec {
  servers: { url: string; description: string }[]
  security: Record<string, unknown>[]
  paths: Record<string, Record<string, Operation>>
  components: {
    securitySchemes: Record<string, Scheme>
    parameters?: Record<string, Parameter>
    responses?: Record<string, Body>
  }
  'x-callspec': {
    brands?: Record<string, { baseUrl: string }>
    account?: Record<string, { environment: string }>
    headers?: Record<string, string>
  }
}

interface Answer {
  data?: unknown
  error?: unknown
  response: Response
}
/** What every client has, as far as the suite calls it: which paths there are is known only at run time. */
interface AnyClient {
  request: (method: string, path: string, init?: object) => Promise<Answer>
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch']

/**
 * What the client of every provider has to do: each documented operation goes out as the spec says, each documented answer
 * comes back as it is, and credentials and base URL are found. Reads the spec by itself, without a line of the clients'.
 */
export function clientSuite(id: string, createClient: (options: never) => object): void {
  const spec: Spec = parse(readFileSync(join(import.meta.dirname, '../..', id, 'openapi.yaml'), 'utf8'))
  const [server = { url: '', description: '' }] = spec.servers
  const schemes = Object.entries(spec.components.securitySchemes)
  const { account = {}, headers: constant = {}, brands: ownBrands = {} } = spec['x-callspec']
  const named: Named[] = [
    ...schemes.flatMap(([name, { 'x-callspec': said }]) =>
      said.username && said.password ? [said.username, said.password] : [{ name, environment: said.environment }],
    ),
    ...Object.entries(account).map(([name, { environment }]) => ({ name, environment })),
  ]
  const credentialsFrom = (prefix: string) => Object.fromEntries(named.map(({ name }) => [name, `${prefix}-${name}`]))
  const credentials = credentialsFrom('test')
  const create = (options: object) => createClient(options as never) as AnyClient

  const headersFor = (values: Readonly<Record<string, string>>) => ({
    ...Object.fromEntries(Object.entries(constant).map(([name, value]) => [name.toLowerCase(), value])),
    ...Object.fromEntries(
      schemes.map(
        ([
          name,
          {
            type,
            scheme,
            name: header,
            'x-callspec': { username, password },
          },
        ]) => {
          if (type !== 'http') return [header.toLowerCase(), values[name]]
          if (scheme === 'bearer') return ['authorization', `Bearer ${values[name]}`]
          const pair = `${values[username?.name ?? '']}:${values[password?.name ?? '']}`
          return ['authorization', `Basic ${Buffer.from(pair).toString('base64')}`]
        },
      ),
    ),
  })

  const operations = Object.entries(spec.paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const operation = methods[method]
      return operation ? [{ name: operation.operationId, path, method: method.toUpperCase(), operation }] : []
    }),
  )

  /** A `fetch` that gives the same answer to every request and keeps what went out. */
  function recorder(answer: unknown, status = 200) {
    const sent: unknown[] = []
    const fetch = async (request: Request) => {
      const text = await request.text()
      const { 'content-type': _, ...headers } = Object.fromEntries(request.headers)
      sent.push({ method: request.method, url: request.url, headers, ...(text && { body: JSON.parse(text) }) })
      return Response.json(answer, { status })
    }
    return { fetch, sent }
  }

  const valuesIn = (body: Body | undefined) =>
    Object.values(body?.content ?? {}).flatMap(({ examples = {} }) => Object.values(examples).map(({ value }) => value))
  const responseOf = (response: Body & { $ref?: string }): Body =>
    response.$ref ? (spec.components.responses?.[response.$ref.split('/').at(-1) ?? ''] ?? {}) : response

  /** Parameters that a credential fills, by name. */
  function filledOf({ parameters = [] }: Operation, place: string): Record<string, string> {
    const all = parameters.map((each) => (each.$ref ? spec.components.parameters?.[each.$ref.split('/').at(-1) ?? ''] : each))
    return Object.fromEntries(
      all.flatMap((each) => (each?.in === place && each['x-callspec'] ? [[each.name, each['x-callspec'].credential]] : [])),
    )
  }
  const pathValues = (path: string, operation: Operation) => {
    const filled = filledOf(operation, 'path')
    const names = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name = '']) => (name in filled ? [] : [name]))
    return Object.fromEntries(names.map((name) => [name, 'an id/1']))
  }
  /** The address of a request without inputs but those that the credentials fill. */
  function urlOf(base: string, path: string, operation: Operation, values: Readonly<Record<string, string>>): string {
    const filled = filledOf(operation, 'path')
    const pathname = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[filled[name] ?? ''] ?? 'an%20id%2F1')
    const query = Object.entries(filledOf(operation, 'query')).map(([name, from]) => `${name}=${values[from]}`)
    return `${base}${pathname}${query.length > 0 ? `?${query.join('&')}` : ''}`
  }

  describe(`the client of ${id}`, () => {
    afterEach(() => {
      vi.unstubAllEnvs()
    })

    test.each(operations)('sends $name as documented', async ({ method, path, operation }) => {
      const { fetch, sent } = recorder({})
      const bodies = valuesIn(operation.requestBody)
      const client = create({ ...credentials, rateLimit: null, fetch })
      for (const body of bodies.length > 0 ? bodies : [undefined]) {
        await client.request(method, path, { params: { path: pathValues(path, operation) }, ...(body !== undefined && { body }) })
      }
      const wire = { method, url: urlOf(server.url, path, operation, credentials), headers: headersFor(credentials) }
      expect(sent).toEqual(bodies.length > 0 ? bodies.map((body) => ({ ...wire, body })) : [wire])
    })

    const answers = operations.flatMap(({ name, method, path, operation }) =>
      Object.entries(operation.responses)
        .filter(([status]) => /^\d+$/.test(status))
        .flatMap(([status, response]) =>
          valuesIn(responseOf(response)).map((body) => ({ name, method, path, operation, status: Number(status), body })),
        ),
    )
    test.each(answers)(
      'hands out the documented $status of $name as it is',
      async ({ method, path, operation, status, body }) => {
        const { fetch } = recorder(body, status)
        const client = create({ ...credentials, rateLimit: null, retries: 0, fetch })
        const { data, error, response } = await client.request(method, path, { params: { path: pathValues(path, operation) } })
        expect({ data, error, status: response.status }).toEqual({
          data: status < 300 ? body : undefined,
          error: status < 300 ? undefined : body,
          status,
        })
      },
    )

    // Without an id to pass, which a credential may fill.
    const plain = operations.find(({ path, operation }) => Object.keys(pathValues(path, operation)).length === 0)
    const { method = 'GET', path = '/', operation = { operationId: '', responses: {} } } = plain ?? {}

    test('takes the credentials from the environment where none was passed', async () => {
      vi.stubEnv(`${id.toUpperCase()}_BASE_URL`, undefined)
      const values = credentialsFrom('environment')
      for (const { name, environment } of named) vi.stubEnv(environment, values[name])
      const { fetch, sent } = recorder({})
      await create({ fetch }).request(method, path)
      expect(sent).toEqual([{ method, url: urlOf(server.url, path, operation, values), headers: headersFor(values) }])
    })

    test('asks for the credentials by name where they are nowhere', () => {
      for (const { environment } of named) vi.stubEnv(environment, undefined)
      const names = named.map(({ name }) => name)
      const variables = named.map(({ environment }) => environment)
      expect(() => create({})).toThrow(
        `Missing ${server.description} ${names[0]}. Pass { ${names.join(', ')} } or set ${variables.join(' and ')}.`,
      )
      if (names.length === 1) return
      const [first = ''] = names
      expect(() => create({ [first]: 'k' })).toThrow(`Missing ${server.description} ${names[1]}. `)
    })

    const brands = Object.entries(ownBrands)
    test.runIf(brands.length > 0).each(brands)('sends to the base URL of the brand %s', async (brand, { baseUrl }) => {
      const { fetch, sent } = recorder({})
      await create({ ...credentials, brand, fetch }).request(method, path)
      expect(sent).toEqual([{ method, url: urlOf(baseUrl, path, operation, credentials), headers: headersFor(credentials) }])
    })

    test('refuses an unknown brand with the known ones', () => {
      const known = brands.map(([brand]) => brand).join(', ') || 'none'
      expect(() => create({ ...credentials, brand: 'acme' })).toThrow(
        `Unknown ${server.description} brand "acme". Known: ${known}. Or pass { baseUrl }.`,
      )
    })
  })
}
