import type { Analysis } from 'callspec'
import type { PartAnswer } from '../../api/answers.js'
import { PartNote } from './part-note.js'

export interface SummaryProps {
  analysis: Analysis | null | undefined
  lacking: PartAnswer | undefined
}

/** What the platform makes of the call. */
export function Summary({ analysis, lacking }: SummaryProps) {
  return (
    <section class="call-section">
      <h3>Summary</h3>
      {analysis ? (
        <>
          <p class="call-summary">{analysis.summary ?? <span class="muted">The platform gives no summary.</span>}</p>
          <ul class="verdicts">
            {analysis.successful !== null && (
              <li class={analysis.successful ? 'is-good' : 'is-bad'}>{analysis.successful ? 'successful' : 'not successful'}</li>
            )}
            {analysis.sentiment !== null && (
              <li>
                sentiment: <bdi>{analysis.sentiment}</bdi>
              </li>
            )}
          </ul>
        </>
      ) : (
        <PartNote part={lacking} fallback="The platform gives no analysis of this call." />
      )}
    </section>
  )
}
