// TalkOver and Autocalls respond like applications of the Laravel framework: with its messages for rejected input and its paginator. Laravel trims
// every value and treats an empty one as absent, so an unencoded plus, which arrives as a blank, is tolerated.

/** Reads and checks the parameters of one request. Problems are collected in `errors`. */
export class LaravelQuery {
  readonly errors: Record<string, string[]> = {}
  readonly #query: URLSearchParams

  constructor(query: URLSearchParams) {
    this.#query = query
  }

  get isValid(): boolean {
    return Object.keys(this.errors).length === 0
  }

  text(name: string): string | undefined {
    // PHP takes the last of several values.
    return this.#query.getAll(name).at(-1)?.trim() || undefined
  }

  oneOf(name: string, values: readonly string[]): string | undefined {
    const value = this.text(name)
    if (value !== undefined && !values.includes(value)) this.#refuse(name, (label) => `The selected ${label} is invalid.`)
    return value
  }

  day(name: string): string | undefined {
    const value = this.text(name)
    if (value !== undefined && !isDay(value)) this.#refuse(name, (label) => `The ${label} must be a valid date.`)
    return value
  }

  integer(name: string, bounds: { min?: number; max?: number } = {}): number | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const number = Number(value)
    if (!/^-?\d+$/.test(value)) this.#refuse(name, (label) => `The ${label} must be an integer.`)
    else if (bounds.min !== undefined && number < bounds.min) {
      this.#refuse(name, (label) => `The ${label} must be at least ${bounds.min}.`)
    } else if (bounds.max !== undefined && number > bounds.max) {
      this.#refuse(name, (label) => `The ${label} must not be greater than ${bounds.max}.`)
    }
    return number
  }

  #refuse(name: string, message: (label: string) => string): void {
    this.errors[name] = [message(name.replaceAll('_', ' '))]
  }
}

function isDay(value: string): boolean {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : Number.NaN
  // Date.parse takes 31 February for 3 March.
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(value)
}

/** A page's place among the rows. */
export interface LaravelPage {
  total: number
  page: number
  perPage: number
  /** Rows on this page. */
  count: number
}

/** The counters of a length-aware paginator. `from` and `to` are null on a page without rows. */
export function counters({ total, page, perPage, count }: LaravelPage) {
  const first = (page - 1) * perPage
  return {
    current_page: page,
    last_page: Math.max(1, Math.ceil(total / perPage)),
    per_page: perPage,
    total,
    from: count > 0 ? first + 1 : null,
    to: count > 0 ? first + count : null,
  }
}

/** A whole length-aware paginator, as it looks without a resource around it. */
export function paginator(data: readonly unknown[], path: string, position: LaravelPage) {
  const { current_page, last_page, ...rest } = counters(position)
  const url = (page: number): string => `${path}?page=${page}`
  const previous = current_page > 1 ? url(current_page - 1) : null
  const next = current_page < last_page ? url(current_page + 1) : null
  return {
    current_page,
    data,
    first_page_url: url(1),
    from: rest.from,
    last_page,
    last_page_url: url(last_page),
    links: [
      { url: previous, label: '&laquo; Previous', active: false },
      ...pageNumbers(current_page, last_page).map((page) =>
        page === null
          ? { url: null, label: '...', active: false }
          : { url: url(page), label: String(page), active: page === current_page },
      ),
      { url: next, label: 'Next &raquo;', active: false },
    ],
    next_page_url: next,
    path,
    per_page: rest.per_page,
    prev_page_url: previous,
    to: rest.to,
    total: rest.total,
  }
}

// Laravel's UrlWindow with three pages on each side; null means the dots.
function pageNumbers(current: number, last: number): (number | null)[] {
  if (last < 14) return range(1, last)
  if (current <= 7) return [...range(1, 10), null, last - 1, last]
  if (current > last - 7) return [1, 2, null, ...range(last - 9, last)]
  return [1, 2, null, ...range(current - 3, current + 3), null, last - 1, last]
}

const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, offset) => first + offset)
