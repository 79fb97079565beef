import type { SourceSummary, Summary } from 'callspec'
import { errorText } from '../failure.js'
import { countText } from './count-text.js'
import { FILTER_LABELS } from './provider-cells.js'

/** What a listing came to, for people. */
export function summaryText(summary: Summary, elapsedMs: number): string {
  const total = [
    countText(summary.calls, 'call'),
    countText(summary.requests, 'request'),
    `${(elapsedMs / 1000).toFixed(1)} s`,
    countText(summary.bad, 'bad row'),
    ...(summary.missing > 0 ? [`${countText(summary.missing, 'call')} missing`] : []),
  ]
  const assumed = summary.sources.filter(({ rows, assumptions }) => rows > 0 && Object.keys(assumptions).length > 0)
  return [
    '',
    total.join(', '),
    ...summary.sources.map((source) => `  ${sourceText(source)}`),
    ...(assumed.length > 0 ? ['Assumptions relied on (callspec providers explains them):'] : []),
    ...assumed.map(({ source, assumptions }) => `  ${source}: ${assumptionsText(assumptions)}`),
  ].join('\n')
}

function sourceText(summary: SourceSummary): string {
  const counts = [
    countText(summary.calls, 'call'),
    countText(summary.rows, 'row'),
    countText(summary.requests, 'request'),
    `${summary.bad} bad`,
    countText(summary.duplicate, 'duplicate'),
    `${summary.outOfOrder} out of order`,
    summary.mismatched > 0 && `${summary.mismatched} sent against the filter`,
    summary.notApplied.length > 0 && `filters not applied by the platform: ${summary.notApplied.join(' ')}`,
    summary.ruledOut.length > 0 &&
      `not asked, because no call can have that ${summary.ruledOut.map((name) => FILTER_LABELS[name]).join(' or ')}`,
    summary.contradictory > 0 && `${countText(summary.contradictory, 'page')} with counters that disagree`,
    summary.rereads > 0 &&
      `read again ${countText(summary.rereads, 'time')}, until ${summary.missing > 0 ? 'nothing came any more' : 'as many had come as its total counts'}`,
    summary.missing > 0 && `${countText(summary.missing, 'call')} missing that its total counts`,
    summary.undated > 0 && `${countText(summary.undated, 'call')} without any stamp, listed last and in no period`,
    summary.ambiguous > 0 && `${countText(summary.ambiguous, 'row')} at a time that clocks show twice or skip`,
    summary.unzoned > 0 && `${countText(summary.unzoned, 'stamp')} without an offset, read in the time zone of the source`,
    summary.endedEarly && `ended early on an order that is ${summary.endedEarly}`,
    summary.incompleteBecause && `${summary.incomplete} without a part that was asked for (${summary.incompleteBecause.code})`,
    summary.error && (summary.skipped ? `left out: ${reasonText(summary.error)}` : `failed: ${summary.error.code}`),
  ]
  return `${summary.source}: ${counts.filter(Boolean).join(', ')}`
}

/** The first sentence tells why; what follows is what to do about it. */
const reasonText = (error: Error) => errorText(error).split('. ')[0]

const assumptionsText = (assumptions: Readonly<Record<string, string>>) =>
  Object.entries(assumptions)
    .map(([id, value]) => `${id} = ${value}`)
    .join(', ')
