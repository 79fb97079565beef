import type { FaultRule } from '@callspec/simulator'
import type { Cell, Setting } from './cell.ts'
import type { FaultContender } from './client.ts'
import type { Task } from './job.ts'
import { repeatingKeys, withoutRows } from './platforms.ts'

/** One line of the table. */
export interface Row extends Setting {
  title: string
  /** What a good client does. */
  wanted: string
  passes: (cell: Cell) => boolean
  tell: (cell: Cell) => string
  /** It ended before the question arose: neither good nor bad. */
  isMoot?: (cell: Cell) => boolean
  /** Who takes part. Default: all. */
  who?: readonly FaultContender[]
}

const isRight = ({ ended, lost, repeated, strange, reported }: Cell) =>
  ended === 'done' && lost === reported && repeated === 0 && strange === 0

const list = (): Task => ({ do: 'list' })

/** How a reading ended, in words. */
export function tellEnd(cell: Cell): string {
  const { ended, error, lost, repeated, strange, reported } = cell
  if (ended === 'hung') return 'hung'
  if (ended === 'endless') return 'went on for ever'
  if (ended === 'memory') return 'read a GiB and on'
  if (ended === 'died') return 'process died'
  if (ended === 'error') return `\`${error}\``
  if (isRight(cell)) return reported > 0 ? `right, ${reported} rows reported` : 'right'
  const wrong = [lost > 0 && `${lost} calls lost`, repeated > 0 && `${repeated} twice`, strange > 0 && `${strange} that are none`]
  return `${wrong.filter(Boolean).join(', ')}, no error`
}

const once = (fault: FaultRule['fault'], value?: string | number): readonly FaultRule[] => [
  { fault, operation: 'list', at: [2], ...(value !== undefined && { value }) },
]
const always = (fault: FaultRule['fault'], operation: FaultRule['operation']): readonly FaultRule[] => [
  { fault, ...(operation && { operation }) },
]

/** The second page meets a fault, and a retry would get it. */
const recoverable = (title: string, fault: FaultRule['fault'], value?: string | number): Row => ({
  title,
  rules: once(fault, value),
  task: list,
  wanted: 'all calls',
  passes: isRight,
  tell: tellEnd,
})

const ASKED_S = 3

/** The second page is refused, with a time to wait. */
const waited = (title: string, fault: FaultRule['fault']): Row => ({
  ...recoverable(title, fault, ASKED_S),
  wanted: 'all calls, after the time',
  // Timers and clocks round; a date has whole seconds.
  passes: (cell) => isRight(cell) && Number(cell.nextAfterMs) >= ASKED_S * 1000 - 50,
  tell: (cell) =>
    isRight(cell) && cell.nextAfterMs !== null && cell.nextAfterMs < ASKED_S * 1000 - 50
      ? `asked again after ${(cell.nextAfterMs / 1000).toFixed(1)} s`
      : tellEnd(cell),
})

/** The response is not the list, and no retry helps. */
const refused = (title: string, fault: FaultRule['fault'], value?: string | number): Row => ({
  ...recoverable(title, fault, value),
  wanted: 'an error',
  passes: ({ ended }) => ended === 'error',
})

/** The response is larger than anybody wants to hold: by default callspec takes 64 MiB, which need somewhat more memory. */
const bounded = (title: string, fault: FaultRule['fault']): Row => ({
  ...refused(title, fault),
  wanted: 'an error, in less than 512 MB',
  passes: ({ ended, peakMb }) => ended === 'error' && peakMb < 512,
  tell: (cell) => (cell.ended === 'memory' ? tellEnd(cell) : `${tellEnd(cell)}, ${Math.round(cell.peakMb / 50) * 50} MB`),
})

/** These page by themselves; with the others the loop is the user's own. */
const PAGING: readonly FaultContender[] = ['log', 'client', 'redocly']
/** These make calls. */
const MAKING: readonly FaultContender[] = ['client', 'retell', 'vapi', 'openapi-fetch', 'redocly']

const made = (title: string, fault: FaultRule['fault']): Row => ({
  title,
  rules: always(fault, 'make'),
  task: () => ({ do: 'make' }),
  wanted: 'sent once',
  passes: ({ requests, ended }) => requests === 1 && ended === 'error',
  tell: ({ requests }) => `sent ${requests === 1 ? 'once' : `${requests} times`}`,
  who: MAKING,
})

const READS = 40

export const ROWS: readonly Row[] = [
  waited('429, `Retry-After` in seconds', '429-retry-after'),
  waited('429, `Retry-After` as a date', '429-retry-after-date'),
  waited('429, `X-RateLimit-Reset` in epoch seconds', '429-rate-limit-reset'),
  waited('429, `X-RateLimit-Reset` in seconds from now', '429-rate-limit-reset-delta'),
  {
    ...recoverable('429, `Retry-After` of three thousand years', '429-retry-after-huge'),
    wanted: 'an error, no request before its time',
    passes: ({ ended, nextAfterMs }) => ended === 'error' && nextAfterMs === null,
    tell: (cell) => (cell.nextAfterMs === null ? tellEnd(cell) : `asked again after ${(cell.nextAfterMs / 1000).toFixed(1)} s`),
  },
  recoverable('429 without a hint', '429'),
  {
    title: '429 for 3 s while others are under way',
    rules: [{ fault: '429-retry-after', operation: 'get', at: [8], value: 3 }],
    task: (ids) => ({ do: 'get', ids: ids.slice(0, 48), atOnce: 4 }),
    latencyMs: 50,
    wanted: 'no request in the pause',
    passes: ({ inPause, ended }) => inPause === 0 && ended === 'done',
    tell: (cell) => (cell.ended === 'done' ? `${cell.inPause} requests` : `${cell.inPause} requests, ${tellEnd(cell)}`),
  },
  recoverable('408', '408'),
  recoverable('500', '500'),
  recoverable('502 with a page of HTML', '502-html'),
  recoverable('503', '503'),
  {
    title: `503 to all of ${READS} reads`,
    rules: always('503', 'get'),
    task: (ids) => ({ do: 'get', ids: ids.slice(0, READS), atOnce: 4 }),
    wanted: 'fewer than two requests a read',
    passes: ({ requests, ended }) => requests < 2 * READS && ended === 'error',
    tell: (cell) => `${cell.requests} requests, ${tellEnd(cell)}`,
  },
  recoverable('connection dropped before the headers', 'connection-dropped'),
  recoverable('connection dropped in the body', 'connection-dropped-in-body'),
  {
    ...recoverable('connection dropped, every time', 'connection-dropped'),
    rules: always('connection-dropped', 'list'),
    wanted: 'an error',
    passes: ({ ended }) => ended === 'error',
  },
  recoverable('headers stalled', 'headers-stalled'),
  recoverable('body stalled', 'body-stalled'),
  recoverable('answer 1 s late', 'slow'),
  {
    title: 'abort during back-off',
    rules: [{ fault: '429-retry-after', operation: 'list', at: [1], value: 20 }],
    task: () => ({ do: 'abort', afterMs: 1500 }),
    wanted: "the caller's reason, at once",
    isMoot: ({ ended, sinceAbortMs }) => ended === 'error' && sinceAbortMs === null,
    passes: ({ ownReason, sinceAbortMs }) => ownReason && sinceAbortMs !== null && sinceAbortMs < 1000,
    tell: (cell) => {
      const { sinceAbortMs, ownReason } = cell
      if (sinceAbortMs === null) return cell.ended === 'error' ? 'no back-off' : tellEnd(cell)
      const when = sinceAbortMs < 1000 ? 'at once' : `after ${(sinceAbortMs / 1000).toFixed(0)} s`
      return ownReason ? `the reason, ${when}` : `${tellEnd(cell)}, ${when}`
    },
  },
  made('making a call: 503', '503'),
  made('making a call: connection dropped', 'connection-dropped'),
  refused('HTML with 200', 'html-200'),
  refused('cut JSON', 'cut-json'),
  refused('empty 200', 'empty-200'),
  bounded('body without end', 'endless-body'),
  bounded('gzip bomb of 256 MiB', 'gzip-bomb'),
  {
    ...refused('redirect to another origin', 'redirect-elsewhere'),
    rules: [{ fault: 'redirect-elsewhere', operation: 'list', value: 307 }],
    wanted: 'refused; the key stays',
    passes: ({ ended, stray }) => ended === 'error' && stray === 0,
    tell: (cell) =>
      cell.stray === 0 ? tellEnd(cell) : `followed, key ${cell.strayWithKey > 0 ? 'sent along' : 'stripped'}; ${tellEnd(cell)}`,
  },
  {
    title: '`http://` to another machine',
    rules: [],
    task: list,
    // A reserved name, so nobody receives a request.
    baseUrl: 'http://callspec.invalid',
    wanted: 'no request',
    passes: ({ begun, ended }) => begun === 0 && ended === 'error',
    tell: (cell) => (cell.begun === 0 ? tellEnd(cell) : 'asks, with the key, unencrypted'),
  },
  {
    title: 'path parameter `..`',
    rules: [],
    task: () => ({ do: 'get', ids: ['..'], atOnce: 1 }),
    wanted: 'no request',
    passes: ({ requests, ended }) => requests === 0 && ended === 'error',
    tell: (cell) => (cell.requests === 0 ? tellEnd(cell) : `\`${cell.paths[0]}\``),
  },
  { ...refused('page before, again', 'repeated-page'), who: PAGING },
  { ...refused('cursor that was used', 'repeated-cursor'), who: PAGING },
  {
    title: 'twenty pages without rows, nineteen of which claim more',
    rules: [],
    change: withoutRows,
    calls: 2000,
    task: list,
    wanted: 'an error',
    passes: ({ ended }) => ended === 'error',
    tell: tellEnd,
    who: PAGING,
  },
  recoverable('100,000 nested arrays in a row', 'deep-json'),
  recoverable('words that no page names', 'unknown-enum'),
  recoverable('rows of nulls', 'null-fields'),
  recoverable('rows without their members', 'missing-fields'),
  { ...recoverable('rows of other types', 'wrong-types'), wanted: 'all calls, or reported' },
  recoverable('rows with `__proto__` and more', 'extra-fields'),
  {
    title: 'printed error of a platform that repeats the key',
    rules: always('500', 'list'),
    change: repeatingKeys,
    task: list,
    wanted: 'no key in it',
    passes: ({ ended, keyPrinted }) => ended === 'error' && !keyPrinted,
    tell: (cell) => `${tellEnd(cell)}${cell.keyPrinted ? ' with the key' : ''}`,
  },
  {
    title: 'key in the printed client',
    rules: [],
    task: () => ({ do: 'print' }),
    wanted: 'not there',
    passes: ({ keyPrinted }) => !keyPrinted,
    tell: ({ keyPrinted }) => (keyPrinted ? 'printed' : 'not there'),
  },
]
