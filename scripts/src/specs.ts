import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** The root of the repository. */
export const root = join(import.meta.dirname, '../..')

/** Provider ids: the folders of `specs/` that hold an `openapi.yaml`. There is no other list. */
export function providers(base = root): string[] {
  return readdirSync(join(base, 'specs'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(base, 'specs', entry.name, 'openapi.yaml')))
    .map((entry) => entry.name)
    .sort()
}

/** A spec as far as the scripts read it. Redocly and the extension schema have checked the rest. */
export interface Spec {
  info: { title: string; version: string }
  servers: { url: string; description: string }[]
  paths: Record<string, Record<string, SpecOperation>>
  webhooks?: Record<string, { post?: HookOperation }>
  components: {
    securitySchemes: Record<string, SecurityScheme>
    parameters?: Record<string, Parameter>
    responses?: Record<string, SpecResponse>
    schemas?: object
  }
  'x-callspec': {
    comparedOn: string
    published?: string
    rateLimits?: { plan: string; requests: number; perSeconds: number }[]
    limits?: string
    retention?: { days: number | null; text: string }
    recording?: { access: ('public' | 'signed' | 'authenticated')[]; expiresAfterSeconds?: number }
    account?: Record<string, { environment: string }>
    headers?: Record<string, string>
    failure?: { when: { at: string; equals?: string | boolean }[]; codes?: Record<string, string> }
    brands?: Record<string, { name: string; baseUrl: string; assumptions?: Record<string, string> }>
    assumptions: Record<string, Assumption>
    webhooks?: SpecWebhooks
  }
}

/** What all web hooks of a platform have in common. */
export interface SpecWebhooks {
  event?: string
  unnamed?: { hook: string; when?: string }[]
  eventId?: string
  callId: string[]
  signature?: {
    method: 'hmac-sha1' | 'hmac-sha256' | 'hmac-sha512' | 'ed25519'
    header: string
    pairs?: { timestamp: string; signature: string }
    separator?: string
    prefix?: string
    encoding: 'hex' | 'base64'
    signs: string
    timestamp?: {
      header?: string
      at?: string
      unit?: 'seconds' | 'milliseconds' | 'iso'
      pastSeconds?: number
      futureSeconds?: number
    }
    anyPort?: true
    secret: string
    environment: string
  }
  unsigned?: string
}

export interface HookOperation {
  externalDocs?: { url: string }
  responses?: Record<string, unknown>
  requestBody?: { content?: Record<string, unknown> }
  'x-callspec'?: { call?: string }
}

export interface Assumption {
  kind: string
  text: string
  source: string
  default: string
  values?: string[]
  format?: 'time-zone'
}

export interface SecurityScheme {
  type: 'http' | 'apiKey'
  name?: string
  'x-callspec': { environment?: string; username?: NamedVariable; password?: NamedVariable }
}

interface NamedVariable {
  name: string
  environment: string
}

export interface Parameter {
  name: string
  in: string
  explode?: boolean
  schema?: { type?: unknown; enum?: string[]; items?: { enum?: string[] } }
  'x-callspec'?: { credential: string }
}

export interface SpecResponse {
  'x-callspec'?: { code: string }
}

export interface SpecOperation {
  operationId: string
  parameters?: (Parameter | { $ref: string })[]
  requestBody?: { content?: Record<string, unknown> }
  responses?: Record<string, SpecResponse | { $ref: string }>
  'x-speakeasy-pagination'?: {
    type: 'offsetLimit' | 'cursor' | 'url'
    inputs: { name: string; in: 'parameters' | 'requestBody'; type: 'page' | 'offset' | 'limit' | 'cursor' }[]
    outputs: { results: string; numPages?: string; nextCursor?: string; nextUrl?: string }
  }
  'x-callspec'?: {
    safe?: true
    echoedFilters?: string
    noMatch?: string
    dateFilters?: { parameter: string; bound: 'since' | 'until'; precision: 'day' | 'instant' }[]
    pagination?: {
      firstPage?: 0 | 1
      pageSize: { default: number | null; max: number | null; ask?: number }
      window?: { bound: 'inclusive' | 'exclusive' }
      link?: string[]
      position?: string | string[]
      size?: string | string[]
      pages?: string[]
      total?: string[]
      hasMore?: string[]
      endsEmpty?: true
      single?: string
      excludes?: string[]
      itemId: string
      /** Absent only of a list of parents. */
      order?: Order
      parents?: ListParents
      longestPeriod?: { seconds: number; beginning?: string }
    }
  }
}

/** What a list of calls belongs to, and which operation finds them. */
export interface ListParents {
  what: string
  operation: string
  parameter: string
  rows?: string
  id: string
  name?: string
  createdAt?: string
}

export interface Order {
  field: string
  direction: 'ascending' | 'descending'
  documented: boolean
  askedBy?: { ascending?: Record<string, string>; descending?: Record<string, string> }
  assumption?: string
  otherwise?: Order
}

/** By their texts, because to parse one takes long, and many ask for it. */
const parsed = new Map<string, Spec>()

export function readSpec(provider: string, base = root): Spec {
  const text = readFileSync(join(base, 'specs', provider, 'openapi.yaml'), 'utf8')
  if (!parsed.has(text)) parsed.set(text, parse(text))
  // Each may change what it was given.
  return structuredClone(parsed.get(text)!)
}

/** The answers of an operation by status, each as it is written where it is referred to. */
export function responses({ responses = {} }: SpecOperation, spec: Spec): [status: string, response: SpecResponse][] {
  return Object.entries(responses).map(([status, response]) => [
    status,
    '$ref' in response ? (spec.components.responses?.[response.$ref.split('/').at(-1) ?? ''] ?? {}) : response,
  ])
}

/** A parameter, or the one that `#/components/parameters/Include` points at. */
export function parameterOf(given: Parameter | { $ref: string }, spec: Spec): Parameter {
  if (!('$ref' in given)) return given
  const parameter = spec.components.parameters?.[given.$ref.replace('#/components/parameters/', '')]
  if (!parameter) throw new Error(`${given.$ref} is not a parameter of this spec.`)
  return parameter
}

/** Every web hook of a spec by its name. */
export function hooks(spec: Spec): { name: string; operation: HookOperation }[] {
  return Object.entries(spec.webhooks ?? {}).map(([name, { post = {} }]) => ({ name, operation: post }))
}

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'])

/** Every operation of a spec with its method in capitals, in the order of the file. */
export function* operations(spec: Spec): Generator<{ method: string; path: string; operation: SpecOperation }> {
  for (const [path, item] of Object.entries(spec.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (METHODS.has(method)) yield { method: method.toUpperCase(), path, operation }
    }
  }
}
