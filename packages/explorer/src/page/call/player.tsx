import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { PartAnswer, RecordingAnswer } from '../../api/answers.js'
import { sentence } from './part-note.js'
import { PART_WORDS } from './part-words.js'
import { recordingProblem } from './recording-problem.js'
import { drawWaveform } from './waveform.js'

export interface PlayerProps {
  audio: RefObject<HTMLAudioElement | null>
  recording: RecordingAnswer
  /** How the part stands, where it is not here. */
  part: PartAnswer | undefined
  /** Hears how far the recording is. */
  onSecond: (second: number) => void
}

const UNREADABLE = 'The recording cannot be played here: its file is of a kind that this browser does not know.'

/** The recording, or in its place why there is none to hear. */
export function Player({ audio, recording, part, onSecond }: PlayerProps) {
  if (recording.state !== 'here')
    return (
      <p class="player is-silent">
        <b class={`part-state is-${recording.state === 'expired' ? 'failed' : (part?.state ?? 'never')}`}>
          {recording.state === 'expired' ? 'expired' : part ? PART_WORDS[part.state] : 'no recording'}
        </b>{' '}
        {sentence(recording.state === 'none' && part ? part.because : recording.because)}
      </p>
    )
  return <Audio audio={audio} address={recording.address} onSecond={onSecond} />
}

function Audio({ audio, address, onSecond }: Pick<PlayerProps, 'audio' | 'onSecond'> & { address: string }) {
  const waveform = useRef<HTMLDivElement>(null)
  const [note, setNote] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const heard = useRef(onSecond)
  heard.current = onSecond
  useEffect(() => {
    if (!audio.current || !waveform.current) return
    const drawing = new AbortController()
    drawWaveform(waveform.current, audio.current, address, drawing.signal).then(setNote, () => {
      if (!drawing.signal.aborted) setNote('No waveform: this browser cannot read the file as a whole.')
    })
    return () => drawing.abort()
  }, [audio, address])
  return (
    <div class="player">
      <div class="waveform" ref={waveform} aria-hidden="true" hidden={note !== null} />
      {/* biome-ignore lint/a11y/useMediaCaption: the transcript stands below it */}
      <audio
        ref={audio}
        controls
        hidden={problem !== null}
        preload="metadata"
        src={address}
        aria-label="Recording"
        onTimeUpdate={(event) => heard.current(event.currentTarget.currentTime)}
        onSeeked={(event) => heard.current(event.currentTarget.currentTime)}
        onError={() => recordingProblem(address).then((words) => setProblem(words ?? UNREADABLE))}
      />
      {problem !== null && (
        <p class="call-note" role="alert">
          {problem}
        </p>
      )}
      {note !== null && problem === null && <p class="call-note">{note}</p>}
    </div>
  )
}
