import type { State } from '../../api/answers.js'
import { numberText } from '../text/number-text.js'

/** How far the server is with reading the copy. */
export function LoadingCopy({ calls, total }: NonNullable<State['loading']>) {
  return (
    <div class="notice">
      <label class="loading">
        <span>
          Reading {numberText(calls)} of {numberText(total)} calls. Until all are read, figures are too small.
        </span>
        <progress value={calls} max={Math.max(total, 1)} />
      </label>
    </div>
  )
}
