import type { Document } from '../document.ts'
import type { Json, SampleRequest } from './sample-request.ts'

/** The operation as a command for a POSIX shell, with the credentials in the variables that the clients read. */
export function curlSample(
  document: Document,
  { method, path, operation, pathValues, queryValues, body }: SampleRequest,
): string {
  const paging = firstPage(operation)
  const query = new URLSearchParams(
    Object.entries({ ...queryValues, ...(paging?.in === 'parameters' && paging.values) }).map(([name, value]) => [
      name,
      String(value),
    ]),
  )
  const sent = body ?? (paging?.in === 'requestBody' ? paging.values : undefined)
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(pathValues[name])))
  return [
    `curl${method === 'GET' ? '' : ` --request ${method}`} '${document.servers[0]!.url}${url}${query.size > 0 ? `?${query}` : ''}'`,
    ...Object.values(document.components.securitySchemes).map(
      ({ type, name, 'x-callspec': { environment } }) =>
        `--header "${type === 'http' ? 'Authorization: Bearer' : `${name}:`} $${environment}"`,
    ),
    ...(sent === undefined
      ? []
      : ["--header 'Content-Type: application/json'", `--data '${JSON.stringify(sent, null, 2).replaceAll("'", "'\\''")}'`]),
  ].join(' \\\n  ')
}

/** The first page, with the most rows that are documented. */
function firstPage(operation: SampleRequest['operation']): { in: string; values: Record<string, Json> } | undefined {
  const paging = operation['x-speakeasy-pagination']
  const more = operation['x-callspec']?.pagination
  if (!paging || !more) return undefined
  const first = { page: more.firstPage ?? 0, offset: 0, limit: more.pageSize.max, cursor: null }
  const entries = paging.inputs.map(({ name, type }) => [name, first[type]] as const)
  return {
    in: paging.inputs[0]!.in,
    values: Object.fromEntries(entries.filter((entry): entry is [string, number] => entry[1] !== null)),
  }
}
