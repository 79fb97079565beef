import { FORM } from '../../document.ts'
import type { Json, SampleRequest } from '../../samples/sample-request.ts'
import type { RunningPlatform } from './running-platform.ts'

/** The smallest request for an operation, about things that exist; the body of its success, if it is one in JSON. */
export async function requestAnswer(
  platform: RunningPlatform,
  request: SampleRequest,
  known: (name: string) => Json | undefined,
): Promise<{ status: string; value: unknown } | undefined> {
  const { method, operation } = request
  const paging = operation['x-speakeasy-pagination']
  const size = paging?.inputs.find(({ type }) => type === 'limit')
  const oneRow = (place: 'parameters' | 'requestBody') => (size?.in === place ? { [size.name]: 1 } : {})
  const { filled, isForm } = request
  const own = Object.entries(filled.query).map(([name, variable]) => [name, platform.variables[variable]])
  const query = { ...Object.fromEntries(own), ...existing(request.queryValues, known), ...oneRow('parameters') }
  const path = request.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(platform.variables[filled.path[name] ?? ''] ?? known(name) ?? request.pathValues[name])),
  )
  const body = paging?.inputs.some((input) => input.in === 'requestBody')
    ? oneRow('requestBody')
    : request.body && existing(request.body, known)
  const words = pairs(query)
  const response = await fetch(`${platform.baseUrl}${path}${words && `?${words}`}`, {
    method,
    headers: { ...platform.headers, ...(body !== undefined && { 'content-type': isForm ? FORM : 'application/json' }) },
    ...(body !== undefined && { body: isForm ? pairs(Object(body)) : JSON.stringify(body) }),
    redirect: 'manual',
  })
  const text = await response.text()
  if (!response.ok || !response.headers.get('content-type')?.startsWith('application/json')) return undefined
  // What the page shows is the platform's address, not the port of this run.
  return { status: String(response.status), value: JSON.parse(text.replaceAll(platform.baseUrl, platform.documentedUrl)) }
}

/** As a query, or as a form. */
const pairs = (values: object): string =>
  String(new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)])))

/** With the placeholders replaced by what exists under the same name. */
function existing<Value extends Json>(value: Value, known: (name: string) => Json | undefined): Value {
  if (Array.isArray(value) || typeof value !== 'object') return value
  const members = Object.entries(value).map(([name, member]) => [
    name,
    known(name) ?? (typeof member === 'object' ? existing(member, known) : member),
  ])
  // The same members as before.
  return Object.fromEntries(members) as Value
}
