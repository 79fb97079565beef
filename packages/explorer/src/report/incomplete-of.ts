import type { SourceSummary, Summary } from 'callspec'
import type { Overview } from '../api/answers.js'
import { countText } from '../page/text/count-text.js'

/** Which sources a listing does not have wholly, and why in plain words. */
export function incompleteOf({ sources }: Summary, errorText: (error: Error) => string): Overview['incomplete'] {
  return sources.flatMap((source) => {
    const reasons = reasonsOf(source, errorText)
    return reasons.length === 0 ? [] : [{ source: source.source, because: reasons.join(' ') }]
  })
}

function reasonsOf(source: SourceSummary, errorText: (error: Error) => string): string[] {
  const { calls, bad, missing, incomplete, incompleteBecause, error, skipped } = source
  const reasons = [
    error && (skipped ? 'It was left out.' : failedText(calls)),
    error && errorText(error),
    bad > 0 && `${countText(bad, 'row')} could not be read as ${bad === 1 ? 'a call' : 'calls'}.`,
    missing > 0 && `${countText(missing, 'call')} never came, although its total counts ${missing === 1 ? 'it' : 'them'}.`,
    incomplete > 0 && `Of ${countText(incomplete, 'call')} a part that was asked for could not be had.`,
    incompleteBecause && errorText(incompleteBecause),
  ]
  return reasons.filter((reason) => typeof reason === 'string')
}

const failedText = (calls: number) =>
  calls === 0
    ? 'It failed, and none of its calls are counted.'
    : `It failed after ${countText(calls, 'call')}, which are counted.`
