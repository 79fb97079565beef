import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { OpenAPIBackend } from 'openapi-backend'
import { parse } from 'yaml'
import type { ProviderId } from '../src/index.js'
import type { Json } from './ask.js'

const pathOf = (provider: ProviderId): string =>
  fileURLToPath(new URL(`../../../specs/${provider}/openapi.yaml`, import.meta.url))

/** The document as it is written. */
export const readSpec = (provider: ProviderId): Json => parse(readFileSync(pathOf(provider), 'utf8'))

/** A validator that this project did not write. */
export async function validatorOf(provider: ProviderId): Promise<OpenAPIBackend> {
  // Their examples are files of their own, which say nothing about schemas.
  const definition = JSON.parse(JSON.stringify(readSpec(provider)), (key, value) => (key === 'examples' ? undefined : value))
  const formats = { date: /^\d{4}-\d{2}-\d{2}$/, uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ }
  // It looks for a request without the slash at its end.
  definition.paths = Object.fromEntries(
    Object.entries(definition.paths).map(([path, item]) => [path.replace(/(?<=.)\/$/, ''), item]),
  )
  const backend = new OpenAPIBackend({ definition, quick: true, strict: true, ajvOpts: { strict: false, formats } })
  await backend.init()
  return backend
}

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
