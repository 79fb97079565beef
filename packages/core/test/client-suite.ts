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
interface Operation {
  operationId: string
  requestBody?: Body
  responses: Record<string, Body & { $ref?: string }>
}
interface Scheme {
  type: string
  scheme?: string
  name: string
  'x-callspec': { environment: string }
}
interface Spec {
  servers: { url: string; description: string }[]
  security: Record<string, unknown>[]
  paths: Record<string, Record<string, Operation>>
  components: { securitySchemes: Record<string, Scheme>; responses?: Record<string, Body> }
  'x-callspec': { brands?: Record<string, { baseUrl: string }> }
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
  const credentials = Object.fromEntries(schemes.map(([name]) => [name, `test-${name}`]))
  const create = (options: object) => createClient(options as never) as AnyClient

  const headersFor = (values: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      schemes.map(([name, { type, scheme, name: header }]) =>
        type === 'http'
          ? ['authorization', `${scheme === 'bearer' ? 'Bearer ' : ''}${values[name]}`]
          : [header.toLowerCase(), values[name]],
      ),
    )

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

  const pathValues = (path: string) => Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, 'an id/1']))
  const filledIn = (path: string) => path.replaceAll(/\{\w+\}/g, 'an%20id%2F1')

  describe(`the client of ${id}`, () => {
    afterEach(() => {
      vi.unstubAllEnvs()
    })

    test.each(operations)('sends $name as documented', async ({ method, path, operation }) => {
      const { fetch, sent } = recorder({})
      const bodies = valuesIn(operation.requestBody)
      const client = create({ ...credentials, rateLimit: null, fetch })
      for (const body of bodies.length > 0 ? bodies : [undefined]) {
        await client.request(method, path, { params: { path: pathValues(path) }, ...(body !== undefined && { body }) })
      }
      const wire = { method, url: `${server.url}${filledIn(path)}`, headers: headersFor(credentials) }
      expect(sent).toEqual(bodies.length > 0 ? bodies.map((body) => ({ ...wire, body })) : [wire])
    })

    const answers = operations.flatMap(({ name, method, path, operation }) =>
      Object.entries(operation.responses)
        .filter(([status]) => /^\d+$/.test(status))
        .flatMap(([status, response]) =>
          valuesIn(responseOf(response)).map((body) => ({ name, method, path, status: Number(status), body })),
        ),
    )
    test.each(answers)('hands out the documented $status of $name as it is', async ({ method, path, status, body }) => {
      const { fetch } = recorder(body, status)
      const client = create({ ...credentials, rateLimit: null, retries: 0, fetch })
      const { data, error, response } = await client.request(method, path, { params: { path: pathValues(path) } })
      expect({ data, error, status: response.status }).toEqual({
        data: status < 300 ? body : undefined,
        error: status < 300 ? undefined : body,
        status,
      })
    })

    const [{ method = 'GET', path = '/' } = {}] = operations.filter(({ path: each }) => !each.includes('{'))

    test('takes the credentials from the environment where none was passed', async () => {
      vi.stubEnv(`${id.toUpperCase()}_BASE_URL`, undefined)
      for (const [name, scheme] of schemes) vi.stubEnv(scheme['x-callspec'].environment, `environment-${name}`)
      const { fetch, sent } = recorder({})
      await create({ fetch }).request(method, path)
      const headers = headersFor(Object.fromEntries(schemes.map(([name]) => [name, `environment-${name}`])))
      expect(sent).toEqual([{ method, url: `${server.url}${path}`, headers }])
    })

    test('asks for the credentials by name where they are nowhere', () => {
      for (const [, scheme] of schemes) vi.stubEnv(scheme['x-callspec'].environment, undefined)
      const names = schemes.map(([name]) => name)
      const variables = schemes.map(([, scheme]) => scheme['x-callspec'].environment)
      expect(() => create({})).toThrow(
        `Missing ${server.description} ${names[0]}. Pass { ${names.join(', ')} } or set ${variables.join(' and ')}.`,
      )
      if (names.length === 1) return
      const [first = ''] = names
      expect(() => create({ [first]: 'k' })).toThrow(`Missing ${server.description} ${names[1]}. `)
    })

    const brands = Object.entries(spec['x-callspec'].brands ?? {})
    test.runIf(brands.length > 0).each(brands)('sends to the base URL of the brand %s', async (brand, { baseUrl }) => {
      const { fetch, sent } = recorder({})
      await create({ ...credentials, brand, fetch }).request(method, path)
      expect(sent).toEqual([{ method, url: `${baseUrl}${path}`, headers: headersFor(credentials) }])
    })

    test('refuses an unknown brand with the known ones', () => {
      const known = brands.map(([brand]) => brand).join(', ') || 'none'
      expect(() => create({ ...credentials, brand: 'acme' })).toThrow(
        `Unknown ${server.description} brand "acme". Known: ${known}. Or pass { baseUrl }.`,
      )
    })
  })
}
