import type { CallViewProps } from '../contract.js'
import { Icon } from '../marks/icon.js'
import { StatusMark } from '../marks/status-mark.js'
import { stampText } from '../text/stamp-text.js'
import { customerText } from './customer-text.js'

/** Who spoke with whom and when, and the way to the calls around. */
export function CallHead({ answer, callKey, query, onClose, onPrevious, onNext }: CallViewProps) {
  const call = answer?.call.key === callKey ? answer.call : null
  return (
    <header class="call-head">
      <div class="call-way">
        <button
          type="button"
          class="button quiet"
          disabled={onPrevious === null}
          onClick={() => onPrevious?.()}
          aria-label="Previous call"
        >
          <Icon name="up" />
        </button>
        <button type="button" class="button quiet" disabled={onNext === null} onClick={() => onNext?.()} aria-label="Next call">
          <Icon name="down" />
        </button>
        <button type="button" class="button quiet call-close" onClick={onClose} aria-label="Close the call">
          <Icon name="close" />
        </button>
      </div>
      <h2 tabIndex={-1}>
        {call ? (
          <>
            <bdi>{call.agent?.name ?? call.agent?.id ?? 'Agent'}</bdi>
            <span class="call-arrow">
              <Icon name={call.direction} />
              <span class="unseen">
                {call.direction === 'inbound' ? ' called by ' : call.direction === 'outbound' ? ' called ' : ' and '}
              </span>
            </span>
            <bdi>{customerText(call)}</bdi>
          </>
        ) : (
          <bdi>{callKey}</bdi>
        )}
      </h2>
      {call && (
        <p class="call-when">
          <StatusMark status={call.status} />
          {!call.isFinal && <span class="muted">can still change</span>}
          <span>
            {call.occurredAt === null ? 'no time given' : `${stampText(call.occurredAt, query.timeZone)} ${query.timeZone}`}
          </span>
          {call.isTest && <span class="call-test">test</span>}
        </p>
      )}
    </header>
  )
}
