import type { Overview, SourceState } from '../../api/answers.js'
import type { SourceWord } from '../marks/source-mark.js'

/** What there is to say of a source now. */
export interface ToldSource extends SourceState {
  word: SourceWord
}

export function toldSource(source: SourceState, incomplete: Overview['incomplete']): ToldSource {
  const because = incomplete.find((each) => each.source === source.id && each.isUnable)?.because
  // What is not whole says so by itself.
  if (because === undefined || source.state !== 'current') return { ...source, word: source.state }
  return { ...source, word: 'unable', sentences: [because, ...source.sentences] }
}
