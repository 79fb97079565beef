import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { bundledSpec } from '../src/bundled-spec.ts'
import { providers, root } from '../src/specs.ts'

/** The hand-written document with every file that it refers to in its place. */
function resolved(value: unknown, folder: string): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, folder))
  if (typeof value !== 'object' || value === null) return value
  // Any object; `$ref` is read only where there is one.
  const { $ref } = value as { $ref?: unknown }
  if (typeof $ref === 'string' && !$ref.startsWith('#')) return JSON.parse(readFileSync(join(folder, $ref), 'utf8'))
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolved(member, folder)]))
}

test.each(providers())('the published spec of %s is the spec in one file', (id) => {
  const folder = join(root, 'specs', id)
  const text = bundledSpec(id)
  expect(parse(text)).toEqual(resolved(parse(readFileSync(join(folder, 'openapi.yaml'), 'utf8')), folder))
  expect(text.match(/\$ref: (?!'#|"#).*/g)).toBeNull()
})

test.each(providers())('the published spec of %s says the same to a parser of YAML 1.1', (id) => {
  expect(parse(bundledSpec(id), { version: '1.1' })).toEqual(parse(bundledSpec(id)))
})
