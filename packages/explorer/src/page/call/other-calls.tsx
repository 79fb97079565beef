import type { ShownCall } from '../../api/answers.js'
import { StatusMark } from '../marks/status-mark.js'
import { durationText } from '../text/duration-text.js'
import { minuteText } from '../text/stamp-text.js'

export interface OtherCallsProps {
  calls: readonly ShownCall[]
  timeZone: string
  onOpen: (key: string) => void
}

/** What else the customer called about, on any platform. */
export function OtherCalls({ calls, timeZone, onOpen }: OtherCallsProps) {
  return (
    <section class="call-section">
      <h3>Other calls with this customer</h3>
      {calls.length === 0 && <p class="call-note">None in this copy.</p>}
      <ul class="other-calls">
        {calls.map((call) => (
          <li key={call.key}>
            <button type="button" onClick={() => onOpen(call.key)}>
              <span class="other-when">{call.occurredAt === null ? 'no time given' : minuteText(call.occurredAt, timeZone)}</span>
              <StatusMark status={call.status} />
              <span>{call.durationSeconds === null ? '' : durationText(call.durationSeconds)}</span>
              <bdi>{call.agent?.name ?? call.agent?.id ?? ''}</bdi>
              <span class="muted">{call.source}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
