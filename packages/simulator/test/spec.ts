import { readFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { fileURLToPath } from 'node:url'
import { OpenAPIBackend } from 'openapi-backend'
import { parse } from 'yaml'
import type { ProviderId } from '../src/index.js'
import { FORM, type Json } from './ask.js'

const pathOf = (provider: ProviderId): string =>
  fileURLToPath(new URL(`../../../specs/${provider}/openapi.yaml`, import.meta.url))

/** The document as it is written. */
export const readSpec = (provider: ProviderId): Json => parse(readFileSync(pathOf(provider), 'utf8'))

/** A validator that this project did not write. */
export async function validatorOf(provider: ProviderId): Promise<OpenAPIBackend> {
  // Their examples are files of their own, which say nothing about schemas.
  return backendOf(readSpec(provider))
}

async function backendOf(spec: Json, more: Record<string, RegExp> = {}): Promise<OpenAPIBackend> {
  const definition = JSON.parse(JSON.stringify(spec), (key, value) => (key === 'examples' ? undefined : value))
  const formats = { date: /^\d{4}-\d{2}-\d{2}$/, uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, ...more }
  // It looks for a request without the slash at its end.
  definition.paths = Object.fromEntries(
    Object.entries(definition.paths).map(([path, item]) => [path.replace(/(?<=.)\/$/, ''), item]),
  )
  const backend = new OpenAPIBackend({ definition, quick: true, strict: true, ajvOpts: { strict: false, formats } })
  await backend.init()
  return backend
}

/** A hook as it came. */
interface CameHook {
  headers: IncomingHttpHeaders
  text: string
}

/** What is wrong with a hook, by the `webhooks` of the spec: nothing, as a rule. */
export type HookValidator = (hook: CameHook) => unknown[]

/** A validator of hooks that this project did not write, which knows requests alone: each hook is one of a path of its own. */
export async function hookValidatorOf(provider: ProviderId): Promise<HookValidator> {
  const { webhooks = {}, 'x-callspec': facts, ...spec } = readSpec(provider)
  const names = Object.keys(webhooks)
  const paths = Object.fromEntries(names.map((name) => [pathTo(name), { post: { ...webhooks[name].post, operationId: name } }]))
  const backend = await backendOf({ ...spec, paths, security: [] }, { 'date-time': /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/ })
  return ({ headers, text }) => {
    const body = headers['content-type'] === FORM ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text)
    const name = hookNameOf(facts.webhooks, body)
    if (!names.includes(name)) return [`no hook is named ${name}`]
    return (
      backend.validateRequest({ method: 'post', path: pathTo(name), headers: headers as Record<string, string>, body }, name)
        .errors ?? []
    )
  }
}

const pathTo = (name: string): string => `/hooks/${name}`

/** The name of a hook among those of its spec: the word of its event or, where it has none, the name of the only one that has such members. */
function hookNameOf({ event, unnamed = [] }: Json, body: Json): string {
  const word = event === undefined ? undefined : valueAt(body, event)
  return word ?? unnamed.find(({ when }: Json) => when === undefined || valueAt(body, when) !== undefined)?.hook
}

/** `$.call.id` */
const valueAt = (body: Json, path: string): Json =>
  path
    .split('.')
    .slice(1)
    .reduce((value, name) => value?.[name], body)

/** A query as the validator takes it. Its own reader takes a bracket in a name for an object. */
export function queryOf(search: string): Record<string, string | string[]> {
  const pairs = new URLSearchParams(search)
  return Object.fromEntries(
    [...new Set(pairs.keys())].map((name) => {
      const values = pairs.getAll(name)
      return [name, values.length === 1 ? (values[0] ?? '') : values]
    }),
  )
}
