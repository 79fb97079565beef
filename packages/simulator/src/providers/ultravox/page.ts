import { type Answer, type ApiRequest, ok, type Platform } from '../../define-simulator.js'
import { InputReader } from '../../server/input-reader.js'

/** Bodies of errors are not documented; this one is made up. */
export const errorBody = (detail: string) => ({ detail })
export const refuse = (status: number, detail: string): Answer => ({ status, body: errorBody(detail) })
export const notFound = (): Answer => refuse(404, 'Not found.')

/** Neither the usual number of rows nor the most is documented. */
const ROWS = 20

/** The inputs of a page. */
export class PageReader extends InputReader {
  readonly size: number
  /** What the cursor names; undefined for the first page. */
  readonly after: string | undefined

  constructor(query: URLSearchParams) {
    super(query)
    this.size = this.whole('pageSize', { min: 1 }) ?? ROWS
    const cursor = this.text('cursor')
    const [, after] = /^p=(.+)$/.exec(Buffer.from(cursor ?? '', 'base64').toString()) ?? []
    if (cursor !== undefined && after === undefined) this.problem ??= 'Invalid cursor'
    this.after = after
  }
}

interface Page {
  results: readonly unknown[]
  total: number
  /** What the next page comes after; undefined on the last. */
  next: string | undefined
}

/** One page, with the address of the next. */
export function pageOf({ results, total, next }: Page, path: string, { query }: ApiRequest, platform: Platform): Answer {
  return ok({
    next: next === undefined ? lastLink(platform) : linkTo(next, path, query, platform),
    previous: null,
    results,
    ...(platform.knob('total') === 'absent' ? {} : { total: platform.knob('total') === 'zero' ? 0 : total }),
  })
}

const lastLink = ({ knob: setting }: Platform) => (setting('last-cursor') === 'empty' ? '' : null)

function linkTo(next: string, path: string, query: URLSearchParams, { baseUrl, knob: setting }: Platform): string {
  const cursor = Buffer.from(`p=${next}`).toString('base64')
  // As the page shows it, a stray quote and all.
  if (setting('next-link') === 'elsewhere') return `http://api.example.org/accounts/?cursor=${encodeURIComponent(cursor)}"`
  const inputs = new URLSearchParams(setting('next-link') === 'filters' ? query : undefined)
  inputs.set('cursor', cursor)
  return `${baseUrl}${path}?${inputs}`
}

/** A page of a list that is held whole. */
export function shortPage(rows: readonly unknown[], path: string, request: ApiRequest, platform: Platform): Answer {
  const { size, after = '0', problem } = new PageReader(request.query)
  if (problem !== null || !/^\d+$/.test(after)) return refuse(400, problem ?? 'Invalid cursor')
  const end = Number(after) + size
  const results = rows.slice(Number(after), end)
  return pageOf({ results, total: rows.length, next: end < rows.length ? String(end) : undefined }, path, request, platform)
}
