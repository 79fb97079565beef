import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { operations, root, type Spec } from './specs.ts'

const schema = JSON.parse(readFileSync(join(root, 'specs/x-callspec.schema.json'), 'utf8'))
const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false })
formats.default(ajv)
ajv.addSchema(schema)

/** What is wrong with the extensions of a spec: `POST /api/calls x-callspec.pagination: must have required property 'order'`. */
export function extensionProblems(spec: Spec): string[] {
  return [
    ...check('document', spec['x-callspec'], 'x-callspec'),
    ...(spec['x-callspec']?.failure?.when ?? [])
      .filter(({ at }) => !describes(spec, at.split('.')[1]))
      .map(({ at }) => `x-callspec.failure: no schema of this spec describes ${at}`),
    ...Object.entries(spec.components.securitySchemes).flatMap(([name, scheme]) =>
      check('securityScheme', scheme['x-callspec'], `securitySchemes.${name} x-callspec`),
    ),
    ...[...operations(spec)].flatMap(({ method, path, operation }) => {
      const at = `${method} ${path}`
      const extension = operation['x-callspec']
      const paging = operation['x-speakeasy-pagination']
      const problems: string[] = []
      if (extension) problems.push(...check('operation', extension, `${at} x-callspec`))
      if (paging) problems.push(...check('speakeasyPagination', paging, `${at} x-speakeasy-pagination`))
      if (paging && !extension?.pagination) problems.push(`${at} x-callspec.pagination: missing beside x-speakeasy-pagination`)
      if (!paging && extension?.pagination) problems.push(`${at} x-speakeasy-pagination: missing beside x-callspec.pagination`)
      const numbered = paging?.inputs?.some(({ type }) => type === 'page')
      if (numbered && extension?.pagination && extension.pagination.firstPage === undefined) {
        problems.push(`${at} x-callspec.pagination.firstPage: missing although pages are numbered`)
      }
      return problems
    }),
  ]
}

/** Whether a schema anywhere in a spec has a property of that name. */
function describes(value: unknown, name: string | undefined): boolean {
  if (typeof value !== 'object' || value === null || name === undefined) return false
  const { properties } = value as { properties?: object }
  return (
    (typeof properties === 'object' && Object.hasOwn(properties, name)) ||
    Object.values(value).some((member) => describes(member, name))
  )
}

function check(part: string, value: unknown, at: string): string[] {
  if (value === undefined) return [`${at}: missing`]
  const validate = ajv.getSchema(`${schema.$id}#/$defs/${part}`)
  if (!validate) throw new Error(`specs/x-callspec.schema.json has no $defs/${part}.`)
  if (validate(value)) return []
  return (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if').map((error) => describe(error, at))
}

function describe({ instancePath, message, params }: ErrorObject, at: string): string {
  const name = params.additionalProperty ?? params.allowedValue ?? params.allowedValues?.join(', ')
  return `${at}${instancePath.replaceAll('~1', '/').replaceAll(/\/(?=[A-Za-z0-9_-]+)/g, '.')}: ${message}${name === undefined ? '' : ` (${name})`}`
}
