import { credentialsOf, type SpecCredential } from '../../../../scripts/src/credentials.ts'
import type { Document } from '../document.ts'
import type { Json, SampleRequest } from './sample-request.ts'

/** The operation as a command for a POSIX shell, with the credentials in the variables that the clients read. */
export function curlSample(
  document: Document,
  { method, path, operation, pathValues, queryValues, filled, body, isForm }: SampleRequest,
): string {
  const paging = firstPage(operation)
  const query = new URLSearchParams(
    Object.entries({ ...queryValues, ...(paging?.in === 'parameters' && paging.values) }).map(([name, value]) => [
      name,
      String(value),
    ]),
  )
  const sent = body ?? (paging?.in === 'requestBody' ? paging.values : undefined)
  // The shell expands a variable only outside the single quotes.
  const inShell = (variable: string) => `'"$${variable}"'`
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const variable = filled.path[name]
    return variable === undefined ? encodeURIComponent(String(pathValues[name])) : inShell(variable)
  })
  const own = Object.entries(filled.query).map(([name, variable]) => `${name}=${inShell(variable)}`)
  const inputs = [...(query.size > 0 ? [String(query)] : []), ...own]
  return [
    `curl${method === 'GET' ? '' : ` --request ${method}`} '${document.servers[0]!.url}${url}${inputs.length > 0 ? `?${inputs.join('&')}` : ''}'`,
    ...authOptions(credentialsOf(document)),
    ...Object.entries(document['x-callspec'].headers ?? {}).map(([name, value]) => `--header '${name}: ${value}'`),
    ...(sent === undefined ? [] : bodyOptions(sent, isForm)),
  ].join(' \\\n  ')
}

/** A body as JSON, or as the pairs of a form, which curl encodes. */
function bodyOptions(sent: Json, isForm: boolean): string[] {
  const inQuotes = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
  if (!isForm) return ["--header 'Content-Type: application/json'", `--data ${inQuotes(JSON.stringify(sent, null, 2))}`]
  return Object.entries(sent).flatMap(([name, value]) =>
    [value].flat().map((each) => `--data-urlencode ${inQuotes(`${name}=${each}`)}`),
  )
}

/** What signs the request: user name and password as one option, any other credential as the header that it travels in. */
function authOptions(credentials: readonly SpecCredential[]): string[] {
  const [basic, others] = [true, false].map((wanted) => credentials.filter(({ prefix }) => (prefix === 'Basic ') === wanted))
  return [
    ...(basic!.length > 0 ? [`--user "${basic!.map(({ environment }) => `$${environment}`).join(':')}"`] : []),
    ...others!.flatMap(({ header, prefix, environment }) =>
      header === undefined ? [] : `--header "${header}: ${prefix}$${environment}"`,
    ),
  ]
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
