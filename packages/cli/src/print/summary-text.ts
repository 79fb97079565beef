import { FILTER_LABELS } from '@callspec/provider/capabilities'
import type { Part, SourceSummary, Summary } from 'callspec'
import { errorText } from '../failure.js'
import { countText } from './count-text.js'
import { neverLines } from './never-lines.js'
import { wrap } from './wrap.js'

export interface SummaryTextOptions {
  elapsedMs: number
  width: number
  /** Whether to print a line for every source, even with nothing to report. */
  verbose?: boolean | undefined
  /** The parts that were asked for. */
  include?: readonly Part[] | undefined
  /** Whether a copy was read, which sends no request. */
  isCopy?: boolean | undefined
}

/** One line for the whole list, one for each source with something to report, and the assumptions relied on. */
export function summaryText(summary: Summary, options: SummaryTextOptions): string {
  const { elapsedMs, width, verbose = false, isCopy = false } = options
  const total = [
    countText(summary.calls, 'call'),
    ...(summary.sources.length > 1 ? [countText(summary.sources.length, 'source')] : []),
    ...(isCopy ? [] : [countText(summary.requests, 'request')]),
    `${(elapsedMs / 1000).toFixed(1)} s`,
    ...(summary.bad > 0 ? [countText(summary.bad, 'bad row')] : []),
    ...(summary.missing > 0 ? [`${countText(summary.missing, 'call')} missing`] : []),
    ...(summary.failedSources.length > 0 ? [`${countText(summary.failedSources.length, 'source')} failed`] : []),
    ...(summary.skippedSources.length > 0 ? [`${countText(summary.skippedSources.length, 'source')} left out`] : []),
  ]
  return [
    '',
    wrap(total.join(', '), width),
    ...summary.sources.flatMap((source) => {
      const findings = findingsOf(source, options)
      return findings.length > 0 || verbose ? [wrap(sourceText(source, findings, isCopy), width, '  ', 2)] : []
    }),
    ...neverLines(summary.sources, width),
    ...earlyLines(summary.sources, width),
    ...assumedLines(summary.sources, width),
  ].join('\n')
}

const sourceText = (source: SourceSummary, findings: readonly string[], isCopy: boolean) =>
  `${source.source}: ${[
    countText(source.calls, 'call'),
    ...(isCopy ? [] : [countText(source.rows, 'row'), countText(source.requests, 'request')]),
    ...findings,
  ].join(', ')}`

/** What deserves attention; empty if everything went as expected. */
function findingsOf(summary: SourceSummary, { include = [], isCopy }: SummaryTextOptions): string[] {
  const findings = [
    summary.bad > 0 && `${summary.bad} bad`,
    summary.duplicate > 0 && countText(summary.duplicate, 'duplicate'),
    summary.outOfOrder > 0 && `${summary.outOfOrder} out of order`,
    summary.mismatched > 0 && `${summary.mismatched} sent against the filter`,
    summary.notApplied.length > 0 && `filters not applied by the platform: ${summary.notApplied.join(' ')}`,
    summary.ruledOut.length > 0 &&
      `not asked, because no call can have that ${summary.ruledOut.map((name) => FILTER_LABELS[name]).join(' or ')}`,
    summary.contradictory > 0 && `${countText(summary.contradictory, 'page')} with counters that disagree`,
    summary.rereads > 0 &&
      `read again ${countText(summary.rereads, 'time')}, until ${summary.missing > 0 ? 'no new rows came' : 'the rows matched the total'}`,
    summary.missing > 0 && `${countText(summary.missing, 'call')} missing that its total counts`,
    summary.undated > 0 && `${countText(summary.undated, 'call')} without any stamp, listed last and in no period`,
    summary.ambiguous > 0 && `${countText(summary.ambiguous, 'row')} at a time that clocks show twice or skip`,
    summary.unzoned > 0 && `${countText(summary.unzoned, 'stamp')} without an offset, read in the time zone of the source`,
    summary.incompleteBecause &&
      `${summary.incomplete} without ${lackedText(summary, include)} (${isCopy ? 'not in the copy' : summary.incompleteBecause.code})`,
    summary.error && (summary.skipped ? `left out: ${reasonText(summary.error)}` : `failed: ${summary.error.code}`),
  ]
  return findings.filter((finding) => typeof finding === 'string')
}

const or = new Intl.ListFormat('en', { type: 'disjunction' })

/** What may be lacking of what was asked for. */
const lackedText = ({ never }: SourceSummary, include: readonly Part[]) =>
  or.format(include.filter((part) => !never.includes(part))) || 'a part that was asked for'

/** The first sentence says why; what follows is advice. */
const reasonText = (error: Error) => errorText(error).split('. ')[0]

/** Ending early on a documented order loses nothing, so it is not mentioned. */
function earlyLines(sources: readonly SourceSummary[], width: number): string[] {
  const names = sources.filter(({ endedEarly }) => endedEarly === 'assumed').map(({ source }) => source)
  return names.length > 0
    ? [wrap(`${names.join(', ')}. --strict reads to the end.`, width, 'ended early on an assumed order: ')]
    : []
}

/** Each assumption once, with the sources that rely on it. */
function assumedLines(sources: readonly SourceSummary[], width: number): string[] {
  const bySetting = new Map<string, string[]>()
  for (const { source, rows, assumptions } of sources) {
    if (rows === 0) continue
    for (const [id, value] of Object.entries(assumptions)) {
      const setting = `${id} = ${value}`
      bySetting.set(setting, [...(bySetting.get(setting) ?? []), source])
    }
  }
  if (bySetting.size === 0) return []
  const settings = [...bySetting].map(([setting, names]) => (sources.length > 1 ? `${setting} (${names.join(', ')})` : setting))
  return [wrap(`${settings.join(', ')}. callspec providers <id> explains them.`, width, 'assumed: ')]
}
