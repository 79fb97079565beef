import type { PartAnswer } from '../../api/answers.js'
import { wordText } from '../text/word-text.js'
import { sentence } from './part-note.js'
import { PART_WORDS } from './part-words.js'

/** What the call does not have, and why. */
export function Lacking({ parts }: { parts: readonly PartAnswer[] }) {
  if (parts.length === 0) return null
  return (
    <section class="call-section">
      <h3>Not here</h3>
      <dl class="lacking">
        {parts.map(({ part, state, because }) => (
          <div key={part}>
            <dt>{wordText(part)}</dt>
            <dd>
              <b class={`part-state is-${state}`}>{PART_WORDS[state]}</b> {sentence(because)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
