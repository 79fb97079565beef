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
  const query = { ...existing(request.queryValues, known), ...oneRow('parameters') }
  const path = request.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(known(name) ?? request.pathValues[name])),
  )
  const body = paging?.inputs.some((input) => input.in === 'requestBody')
    ? oneRow('requestBody')
    : request.body && existing(request.body, known)
  const words = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
  const response = await fetch(`${platform.baseUrl}${path}${words.size > 0 ? `?${words}` : ''}`, {
    method,
    headers: { ...platform.headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    redirect: 'manual',
  })
  const text = await response.text()
  if (!response.ok || !response.headers.get('content-type')?.startsWith('application/json')) return undefined
  // What the page shows is the platform's address, not the port of this run.
  return { status: String(response.status), value: JSON.parse(text.replaceAll(platform.baseUrl, platform.documentedUrl)) }
}

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
