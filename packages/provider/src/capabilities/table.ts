import type { FilterKind, FilterName } from '../definition.js'
import { PARTS } from '../model/words.js'
import type { Capabilities, FilterCapability } from './capabilities.js'

/** Cells of text, a row per provider. */
export interface CapabilityTable {
  head: string[]
  rows: string[][]
  /** What the words in it mean, a line each. */
  legend: string[]
}

/** The filters by the names of their options on the command line. */
export const FILTER_LABELS: Readonly<Record<FilterName, string>> = {
  period: 'since, until',
  status: 'status',
  direction: 'direction',
  channel: 'channel',
  isTest: 'is-test',
  phoneNumber: 'phone-number',
  agentId: 'agent-id',
  campaignId: 'campaign-id',
  duration: 'min-duration, max-duration',
}

/** What providers can do, side by side. `short`: in letters, for 80 columns. */
export function capabilityTable(all: readonly Capabilities[], { short = false } = {}): CapabilityTable {
  const columns = short ? SHORT : LONG
  return {
    head: columns.map(([head]) => head),
    rows: all.map((provider) => columns.map(([, cell]) => cell(provider))),
    legend: short ? SHORT_LEGEND : LEGEND,
  }
}

type Column = [head: string, cell: (provider: Capabilities) => string]

const filter = (head: string, name: FilterName, word: (kind: FilterKind) => string): Column => [
  head,
  ({ filters }) => word(filters[name].kind) + starOf(filters[name]),
]

const starOf = ({ assumes }: Pick<FilterCapability, 'assumes'>) => (assumes.length > 0 ? '*' : '')

const inWords = (kind: FilterKind) => kind

const LONG: readonly Column[] = [
  ['provider', ({ id }) => id],
  filter('since', 'period', inWords),
  filter('status', 'status', inWords),
  filter('direction', 'direction', inWords),
  filter('channel', 'channel', inWords),
  filter('is-test', 'isTest', inWords),
  filter('phone-number', 'phoneNumber', inWords),
  filter('agent-id', 'agentId', inWords),
  filter('campaign-id', 'campaignId', inWords),
  filter('duration', 'duration', inWords),
  ['order', ({ order }) => (order.documented ? 'documented' : 'assumed') + (order.assumption ? '*' : '')],
  ['pages', ({ paging }) => paging.type],
  ['get adds', ({ get, parts }) => [get ? '' : 'no get', ...inFull(added(get, parts))].filter(Boolean).join(' ') || '-'],
]

/** `all parts` in place of their names, which would make the table wider than most screens. */
const inFull = (names: readonly string[]) => (names.join() === PARTS.join() ? ['all parts'] : names)

/** Parts that only requests for each call bring. */
function added(get: Capabilities['get'], parts: Capabilities['parts']): string[] {
  const own = PARTS.filter((part) => parts[part].from === 'requests')
  return [...(get?.adds ?? []), ...own.map((part) => `+${part}`)]
}

const LETTERS: Readonly<Record<FilterKind, string>> = { exact: 'E', inexact: 'I', local: 'L', details: 'G', unsupported: '-' }
const inLetters = (kind: FilterKind) => LETTERS[kind]
const initial = (word: string) => word.replace(/^(\W?\w).*/, '$1').toUpperCase()

const SHORT: readonly Column[] = [
  ['provider', ({ id }) => id],
  filter('since', 'period', inLetters),
  filter('status', 'status', inLetters),
  filter('dir', 'direction', inLetters),
  filter('chan', 'channel', inLetters),
  filter('test', 'isTest', inLetters),
  filter('phone', 'phoneNumber', inLetters),
  filter('agent', 'agentId', inLetters),
  filter('camp', 'campaignId', inLetters),
  filter('dur', 'duration', inLetters),
  ['order', ({ order }) => (order.documented ? 'D' : 'A') + (order.assumption ? '*' : '')],
  ['get', ({ get, parts }) => (get ? '' : 'no') + added(get, parts).map(initial).join('') || '-'],
]

const LEGEND = [
  'exact: the platform filters. inexact: the platform filters more widely, then callspec exactly. local: callspec filters.',
  'details: callspec filters, after one request per call, with --include details. unsupported: neither can, so the source fails or is left out. *: rests on an assumption.',
  'order: whether the order of the list is documented or assumed. get adds: parts that only the request for a single call has, or (+) requests of their own; no get: no such request is documented.',
]

const SHORT_LEGEND = [
  'E exact: the platform filters. I inexact: the platform filters more widely, then callspec exactly. L local: callspec filters.',
  'G details: callspec filters, after one request per call, with --include details. - unsupported: neither can, so the source fails or is left out. * rests on an assumption.',
  'order: D documented, A assumed. get: parts that only the request for a single call has, or (+) requests of their own: T transcript, A analysis, R recording, C cost; no: there is no such request.',
]
