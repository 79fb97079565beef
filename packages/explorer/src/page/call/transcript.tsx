import type { Turn } from 'callspec'
import { useEffect, useRef } from 'preact/hooks'
import type { PartAnswer } from '../../api/answers.js'
import { durationText } from '../text/duration-text.js'
import { PartNote } from './part-note.js'

export interface TranscriptProps {
  turns: readonly Turn[] | null
  /** The transcript as one text, shown where there are no turns. */
  text: string | null
  /** Seconds from the beginning of the recording; `null`: not known of all turns. */
  starts: readonly number[] | null
  heard: number | null
  /** Plays from a second on; absent where there is nothing to hear, or nobody knows where. */
  onHear: ((second: number) => void) | undefined
  /** What the agent is called. */
  agent: string | null
  lacking: PartAnswer | undefined
}

/** What was said: the agent on the left, the customer on the right. A click on a line plays it, and the line that is heard is marked. */
export function Transcript({ turns, text, starts, heard, onHear, agent, lacking }: TranscriptProps) {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (heard !== null) scrollTo(list.current, list.current?.children[heard])
  }, [heard])
  return (
    <section class="call-section">
      <h3>Transcript</h3>
      {turns !== null && turns.length > 0 ? (
        <ol class="turns" ref={list}>
          {turns.map(({ speaker, text: said }, index) => {
            const start = starts?.[index]
            const name = speaker === 'agent' ? (agent ?? 'Agent') : speaker === 'customer' ? 'Customer' : 'Not told who'
            return (
              <li key={index} class={`turn is-${speaker}`} aria-current={index === heard ? 'true' : undefined}>
                <span class="speaker">
                  <bdi>{name}</bdi>
                  {start !== undefined && <Offset start={start} onHear={onHear} />}
                </span>
                {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button beside the speaker's name does the same for the keyboard */}
                <p
                  class={onHear && start !== undefined ? 'can-hear' : undefined}
                  onClick={() => start !== undefined && hear(onHear, start)}
                >
                  {said}
                </p>
              </li>
            )
          })}
        </ol>
      ) : text !== null && text !== '' ? (
        <p class="transcript-text">{text}</p>
      ) : (
        <PartNote part={lacking} fallback="The platform gives no transcript of this call." />
      )}
      {turns !== null && turns.length > 0 && starts === null && (
        <p class="call-note">The platform does not tell when each line was said.</p>
      )}
    </section>
  )
}

function Offset({ start, onHear }: { start: number; onHear: ((second: number) => void) | undefined }) {
  const at = durationText(Math.floor(start))
  if (!onHear) return <span class="offset">{at}</span>
  return (
    <button type="button" class="offset" onClick={() => onHear(start)} aria-label={`Hear from ${at}`}>
      <span aria-hidden="true">▶ {at}</span>
    </button>
  )
}

/** Who selects words to copy them wants to read, not to hear. */
function hear(onHear: ((second: number) => void) | undefined, start: number): void {
  if (getSelection()?.isCollapsed !== false) onHear?.(start)
}

/** Scrolls the transcript alone: the page stays where one reads. */
function scrollTo(list: HTMLElement | null, line: Element | undefined): void {
  if (!list || !line) return
  const [view, place] = [list.getBoundingClientRect(), line.getBoundingClientRect()]
  if (place.top >= view.top && place.bottom <= view.bottom) return
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  list.scrollBy({ top: place.top - view.top - view.height / 3, behavior: isStill ? 'auto' : 'smooth' })
}
