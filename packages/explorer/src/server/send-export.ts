import { exportCalls, type FormatName } from '@callspec/export'
import { PARTS, type Part, redactCall } from 'callspec'
import type { ShownCall } from '../api/answers.js'
import type { ExplorerData } from '../data/explorer-data.js'
import { askedBy, columnsIn } from './asked.js'
import type { Exchange } from './exchange.js'
import { HttpFailure } from './http-failure.js'

const FILES: { readonly [Name in FormatName]?: { ending: string; type: string } } = {
  csv: { ending: 'csv', type: 'text/csv; charset=utf-8' },
  excel: { ending: 'xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  parquet: { ending: 'parquet', type: 'application/vnd.apache.parquet' },
}

/** Calls that are read in one piece. */
const AT_ONCE = 500

/** Sends what is shown as a file, in the order that it is shown in. */
export async function sendExport(data: ExplorerData, { request, response, url }: Exchange): Promise<void> {
  const { query, sort, isRedacted } = askedBy(url)
  const columns = columnsIn(url)
  const format = formatIn(url)
  const { keys } = await data.keys(query, sort, 0, Number.MAX_SAFE_INTEGER)
  const { ending, type } = FILES[format]!
  response.writeHead(200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="calls-${new Date().toISOString().slice(0, 10)}.${ending}"`,
  })
  if (request.method === 'HEAD') {
    response.end()
    return
  }
  await exportCalls(callsOf(data, keys, { parts: partsOf(columns), isRedacted }), response, {
    format,
    columns,
    timeZone: query.timeZone,
  })
}

async function* callsOf(
  { copy }: ExplorerData,
  keys: readonly string[],
  { parts, isRedacted }: { parts: readonly Part[]; isRedacted: boolean },
): AsyncGenerator<readonly ShownCall[]> {
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    const calls = await copy.calls(keys.slice(at, at + AT_ONCE), parts)
    yield isRedacted ? calls.map((call) => redactCall(call)) : calls
  }
}

/** The parts that columns are of, by how their names begin. */
const partsOf = (columns: readonly string[]): Part[] =>
  PARTS.filter((part) => columns.some((name) => name.startsWith(`${part}_`)))

function formatIn({ searchParams }: URL): FormatName {
  const text = searchParams.get('format') ?? ''
  // The keys are names of formats.
  const names = Object.keys(FILES) as FormatName[]
  const name = names.find((each) => each === text)
  if (name) return name
  throw new HttpFailure(400, `Invalid format: received "${text}". Pass one of ${names.join(', ')}.`)
}
