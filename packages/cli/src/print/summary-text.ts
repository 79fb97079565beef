import { FILTER_LABELS } from '@callspec/provider/capabilities'
import type { Included, SourceSummary, Summary } from 'callspec'
import { assumedOf } from 'callspec/kit'
import { errorText } from '../failure.js'
import type { Paint } from './color.js'
import { countText } from './count-text.js'
import { lackedText } from './lacked-text.js'
import { neverLines } from './never-lines.js'

export interface SummaryTextOptions {
  elapsedMs: number
  /** Whether the details follow the line. */
  stats?: boolean | undefined
  /** The parts that were asked for. */
  include?: readonly Included[] | undefined
  /** Whether a copy was read, which sends no request. */
  isCopy?: boolean | undefined
}

/** One line for the whole list: how much came, what did not, and how much more there is to know. */
export function summaryLine(summary: Summary, options: SummaryTextOptions, paint: Paint): string {
  const { elapsedMs, stats = false, isCopy = false } = options
  const { calls, sources, requests, bad, missing, incomplete, failedSources, skippedSources } = summary
  const came = [
    countText(calls, 'call'),
    ...(sources.length > 1 ? [countText(sources.length, 'source')] : []),
    ...(isCopy ? [] : [countText(requests, 'request')]),
    `${(elapsedMs / 1000).toFixed(1)} s`,
  ]
  const failed = [
    ...(bad > 0 ? [countText(bad, 'bad row')] : []),
    ...(missing > 0 ? [`${countText(missing, 'call')} missing`] : []),
    ...(incomplete > 0 ? [`${countText(incomplete, 'call')} without a part`] : []),
    ...(failedSources.length > 0 ? [`${countText(failedSources.length, 'source')} failed`] : []),
  ].map((text) => paint(text, 'bad'))
  const skipped = skippedSources.length > 0 ? [paint(`${countText(skippedSources.length, 'source')} left out`, 'warning')] : []
  const more = stats ? [] : moreTexts(summary)
  const hint = more.length > 0 ? [paint(`${more.join(' and ')} (see --stats)`, 'dim')] : []
  return [...came, ...failed, ...skipped, ...hint].join(', ')
}

/** What the line only counts. */
function moreTexts({ sources }: Summary): string[] {
  const noted = sources.filter((source) => notesOf(source).length > 0).length + otherLines(sources).length
  const assumed = assumedOf(sources).length
  return [...(assumed > 0 ? [countText(assumed, 'assumption')] : []), ...(noted > 0 ? [countText(noted, 'note')] : [])]
}

/** A line for each source, which parts are never there, which lists ended early, and the assumptions relied on. */
export function summaryDetails({ sources }: Summary, options: SummaryTextOptions): string[] {
  const assumed = assumedOf(sources).map(({ setting, sources: names }) =>
    sources.length > 1 ? `${setting} (${names.join(', ')})` : setting,
  )
  return [
    ...sources.map((source) => `  ${sourceText(source, options)}`),
    ...otherLines(sources),
    ...(assumed.length > 0 ? [`assumed: ${assumed.join(', ')}. callspec providers <id> explains them.`] : []),
  ]
}

function sourceText(source: SourceSummary, options: SummaryTextOptions): string {
  const { incomplete, incompleteBecause, bad, error, skipped } = source
  const counts = [
    countText(source.calls, 'call'),
    ...(options.isCopy ? [] : [countText(source.rows, 'row'), countText(source.requests, 'request')]),
    ...(bad > 0 ? [`${bad} bad`] : []),
    ...notesOf(source),
    ...(source.missing > 0 ? [`${countText(source.missing, 'call')} missing that its total counts`] : []),
    ...(incompleteBecause
      ? [
          `${incomplete} without ${lackedText(source, options.include)} (${options.isCopy ? 'not in the copy' : incompleteBecause.code})`,
        ]
      : []),
    ...(error ? [skipped ? `left out: ${reasonText(error)}` : `failed: ${error.code}`] : []),
  ]
  return `${source.source}: ${counts.join(', ')}`
}

/** What deserves attention but lacks nothing; empty if everything went as expected. */
function notesOf(summary: SourceSummary): string[] {
  const notes = [
    summary.duplicate > 0 && countText(summary.duplicate, 'duplicate'),
    summary.outOfOrder > 0 && `${summary.outOfOrder} out of order`,
    summary.mismatched > 0 && `${summary.mismatched} sent against the filter`,
    summary.notApplied.length > 0 && `filters not applied by the platform: ${summary.notApplied.join(' ')}`,
    summary.ruledOut.length > 0 &&
      `not asked, because no call can have that ${summary.ruledOut.map((name) => FILTER_LABELS[name]).join(' or ')}`,
    summary.contradictory > 0 && `${countText(summary.contradictory, 'page')} with counters that disagree`,
    summary.vanished > 0 && `${countText(summary.vanished, 'list')} gone before it was read, with what it belonged to`,
    summary.rereads > 0 &&
      `read again ${countText(summary.rereads, 'time')}, until ${summary.missing > 0 ? 'no new rows came' : 'the rows matched the total'}`,
    summary.undated > 0 && `${countText(summary.undated, 'call')} without any stamp, listed last and in no period`,
    summary.ambiguous > 0 && `${countText(summary.ambiguous, 'row')} at a time that clocks show twice or skip`,
    summary.unzoned > 0 && `${countText(summary.unzoned, 'stamp')} without an offset, read in the time zone of the source`,
  ]
  return notes.filter((note) => typeof note === 'string')
}

/** The first sentence says why; what follows is advice. */
const reasonText = (error: Error) => errorText(error).split('. ')[0]

/** Ending early on a documented order loses nothing, so it is not mentioned. */
function otherLines(sources: readonly SourceSummary[]): string[] {
  const early = sources.filter(({ endedEarly }) => endedEarly === 'assumed').map(({ source }) => source)
  return [
    ...neverLines(sources),
    ...(early.length > 0 ? [`ended early on an assumed order: ${early.join(', ')}. --strict reads to the end.`] : []),
  ]
}
