import { Popover } from '../controls/popover.js'
import { SOURCE_WORDS, SourceMark } from '../marks/source-mark.js'
import type { ToldSource } from './told-source.js'

/** A source in a few words; a click tells the rest. */
export function SourcePill({ source }: { source: ToldSource }) {
  const { id, word, short, progress } = source
  const words = SOURCE_WORDS[word]
  return (
    <Popover
      class={`pill ${word}`}
      button={
        <>
          <SourceMark word={word} />
          <span class="unseen">Source </span>
          <bdi class="pill-id">{id}</bdi>
          <span class="pill-word">
            {word === 'unable' || short === '' ? words : short === words ? short : `${words} · ${short}`}
          </span>
          {progress !== null && <progress value={progress} aria-hidden="true" />}
        </>
      }
    >
      {() => (
        <div class="source-told">
          <h2 class="with-icon">
            <SourceMark word={word} />
            <bdi>{id}</bdi>
          </h2>
          <p class="muted">{source.provider}</p>
          {source.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {progress !== null && <progress value={progress} aria-label={`Progress of ${id}`} />}
        </div>
      )}
    </Popover>
  )
}
