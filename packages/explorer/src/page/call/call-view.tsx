import { useRef } from 'preact/hooks'
import type { CallViewProps } from '../contract.js'
import { CallFacts } from './call-facts.js'
import { CallHead } from './call-head.js'
import './call.css'
import type { CallAnswer } from '../../api/answers.js'
import { Lacking } from './lacking.js'
import { OtherCalls } from './other-calls.js'
import { Player } from './player.js'
import { RawText } from './raw-text.js'
import { Summary } from './summary.js'
import { Transcript } from './transcript.js'
import { useHeard } from './use-heard.js'

/** One call: what was said beside its recording, and all else that the copy has of it. */
export function CallView(props: CallViewProps) {
  const { answer, callKey, error } = props
  return (
    <article class="call" aria-label={`Call ${callKey}`}>
      <CallHead {...props} />
      {error !== null && (
        <p class="call-error" role="alert">
          {error}
        </p>
      )}
      {answer === null
        ? error === null && (
            <p class="call-note" role="status">
              The call is on its way.
            </p>
          )
        : // Another call begins with nothing of this one: not its place in the recording, not what was unfolded.
          answer.call.key === callKey && <CallBody key={callKey} {...props} answer={answer} />}
    </article>
  )
}

function CallBody({ answer, query, onOpen, onChange }: CallViewProps & { answer: CallAnswer }) {
  const { call, raw, rawDetail, parts, recording, sameCustomer } = answer
  const audio = useRef<HTMLAudioElement>(null)
  const turns = call.transcript ?? null
  const { heard, starts, setSecond } = useHeard(turns, call.startedAt)
  const isHeard = recording.state === 'here' && starts !== null
  return (
    <div class="call-body">
      <div class="call-said">
        <Player audio={audio} recording={recording} part={parts.find(({ part }) => part === 'recording')} onSecond={setSecond} />
        <Transcript
          turns={turns}
          text={call.transcriptText ?? null}
          starts={starts}
          heard={isHeard ? heard : null}
          onHear={isHeard ? (second) => playFrom(audio.current, second) : undefined}
          agent={call.agent?.name ?? null}
          lacking={parts.find(({ part }) => part === 'transcript')}
        />
      </div>
      <div class="call-known">
        <Summary analysis={call.analysis} lacking={parts.find(({ part }) => part === 'analysis')} />
        <CallFacts call={call} query={query} onChange={onChange} />
        <Lacking parts={parts} />
        <OtherCalls calls={sameCustomer} timeZone={query.timeZone} onOpen={onOpen} />
        {raw !== null && <RawText title="The platform’s own row" text={raw} />}
        {rawDetail !== null && <RawText title="The platform’s response for this call" text={rawDetail} />}
        {raw === null && rawDetail === null && (
          <p class="call-note">The platform’s own row is not shown while people are masked.</p>
        )}
      </div>
    </div>
  )
}

function playFrom(audio: HTMLAudioElement | null, second: number): void {
  if (!audio) return
  audio.currentTime = second
  // What cannot be played says so below the player.
  audio.play().catch(() => undefined)
}
