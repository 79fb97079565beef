import type { SourceProgress } from 'callspec'

/** How far a command is. */
export interface Progress {
  sources: readonly SourceProgress[]
  elapsedMs: number
  /** Most calls that are wanted. */
  limit?: number | undefined
}

/** The live line: the whole, and below it what each source does if there are several, or what the only one waits for. No line is longer than the width. */
export function progressLines(progress: Progress, width: number, most: number, now: number = Date.now()): string[] {
  const { sources } = progress
  const names = Math.max(...sources.map(({ source }) => source.length))
  const named = sources.map((source) => ({ source, text: `${source.source.padEnd(names)}  ${sourceText(source, now)}` }))
  const details = sources.length > 1 ? shown(named, most) : sources.flatMap((source) => waitText(source, now) ?? [])
  return [wholeText(progress), ...details].map((line, index) => truncated(index === 0 ? line : `  ${line}`, width))
}

/** The same on one line, for a log: the whole, and the sources that wait or failed. */
export function progressLine(progress: Progress, now: number = Date.now()): string {
  const notable = progress.sources.flatMap((source) => {
    if (source.state === 'failed') return [`${source.source} failed`]
    return waitText(source, now) ?? []
  })
  return [wholeText(progress), ...notable].join('; ')
}

function wholeText({ sources, elapsedMs, limit }: Progress): string {
  const whole = {
    calls: sum(sources, ({ calls }) => calls),
    rows: sum(sources, ({ rows }) => rows),
    requests: sum(sources, ({ requests }) => requests),
    total: totalOf(sources),
  }
  const seconds = elapsedMs / 1000
  const rate = whole.calls / seconds
  return [
    // More rows than are wanted say nothing.
    ...(limit !== undefined && whole.total !== null && limit < whole.total
      ? countTexts({ ...whole, rows: whole.calls, total: limit })
      : countTexts(whole)),
    ...(whole.calls > 0 ? [`${number(rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate))} calls/s`] : []),
    leftText(whole, seconds, limit) ?? `${spanText(seconds)} so far`,
  ].join(', ')
}

const sum = (sources: readonly SourceProgress[], count: (source: SourceProgress) => number) =>
  sources.reduce((total, source) => total + count(source), 0)

/** Rows of all sources; `null`: one does not tell. Of one that has ended it is what came. */
function totalOf(sources: readonly SourceProgress[]): number | null {
  let all = 0
  for (const { state, rows, total } of sources) {
    const own = state === 'done' || state === 'failed' ? rows : total
    if (own === null) return null
    all += own
  }
  return all
}

type Counts = Pick<SourceProgress, 'calls' | 'rows' | 'requests' | 'total'>

function countTexts({ calls, rows, requests, total }: Counts): string[] {
  const asked = requests > 0 ? [counted(requests, 'request')] : []
  // Only requests for single calls, which are no rows.
  if (calls + rows === 0 && total === null && requests > 0) return asked
  if (total === null || total < rows) return [counted(calls, 'call'), ...asked]
  // Rows that do not match the query are dropped here.
  if (calls === rows) return [`${number(calls)} of ${counted(total, 'call')}`, ...asked]
  return [counted(calls, 'call'), `${number(rows)} of ${counted(total, 'row')}`, ...asked]
}

/** How long it may still take; `undefined`: nobody knows. */
function leftText({ calls, rows, total }: Counts, seconds: number, limit = Number.POSITIVE_INFINITY): string | undefined {
  if (total === null || rows === 0 || rows >= total) return undefined
  const byRows = ((total - rows) / rows) * seconds
  const byLimit = calls > 0 ? Math.max(0, (limit - calls) / calls) * seconds : byRows
  return `about ${spanText(Math.min(byRows, byLimit))} left`
}

function sourceText(source: SourceProgress, now: number): string {
  const { state } = source
  // A total says nothing any more.
  const isOver = state === 'done' || state === 'failed'
  // Calls of a source may wait here for those of another: its rows say how far it is.
  const counts = (isOver ? countTexts({ ...source, total: null }) : countTexts(source).slice(-2)).join(', ')
  const waits = waitsFor(source, now)
  if (waits !== undefined) return `${counts}, ${waits}`
  return state === 'reading' || state === 'waiting' ? counts : `${counts}, ${state}`
}

function waitText(source: SourceProgress, now: number): string | undefined {
  const waits = waitsFor(source, now)
  return waits && `${source.source} ${waits}`
}

/** `undefined`: it does not wait, or hardly any longer. A limit by the second would make the line flicker. */
function waitsFor({ waiting }: SourceProgress, now: number): string | undefined {
  const seconds = waiting ? (Date.parse(waiting.until) - now) / 1000 : 0
  return waiting && seconds >= 1 ? `waits ${spanText(seconds)}: ${waiting.because}` : undefined
}

/** At most so many, those first that are not done. */
function shown(named: readonly { source: SourceProgress; text: string }[], most: number): string[] {
  if (named.length <= most) return named.map(({ text }) => text)
  const isOver = ({ source: { state } }: { source: SourceProgress }) => state === 'done'
  const first = [...named.filter((each) => !isOver(each)), ...named.filter(isOver)].slice(0, Math.max(0, most - 1))
  return [...first.map(({ text }) => text), `and ${counted(named.length - first.length, 'more source')}`]
}

const truncated = (line: string, width: number) => (line.length > width ? `${line.slice(0, Math.max(0, width - 1))}…` : line)

/** `38 s`, `1 min 20 s`, `2 h 5 min` */
function spanText(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds))
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min${whole % 60 > 0 ? ` ${whole % 60} s` : ''}`
  const minutes = Math.round(whole / 60)
  return `${Math.floor(minutes / 60)} h${minutes % 60 > 0 ? ` ${minutes % 60} min` : ''}`
}

const format = new Intl.NumberFormat('en')
const number = (value: number) => format.format(value)
const counted = (count: number, noun: string) => `${number(count)} ${noun}${count === 1 ? '' : 's'}`
