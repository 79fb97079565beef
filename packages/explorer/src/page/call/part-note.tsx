import type { PartAnswer } from '../../api/answers.js'
import { PART_WORDS } from './part-words.js'

/** In place of a part: why it is not there. `fallback`: nothing is known of it but that the call has none. */
export function PartNote({ part, fallback }: { part: PartAnswer | undefined; fallback: string }) {
  if (!part) return <p class="call-note">{fallback}</p>
  return (
    <p class="call-note">
      <b class={`part-state is-${part.state}`}>{PART_WORDS[part.state]}</b> {sentence(part.because)}
    </p>
  )
}

/** The server's words as a sentence. */
export const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`
