import { BETWEEN_DIGITS, LEAST_DIGITS, MASK } from './mask.js'
import { digitsSaid, NUMBER_WORD } from './spoken-number.js'

// Letters of no width (`Cf`) may stand anywhere.
const PIECE = `(?:[+(]{0,2}\\p{Nd}|\\b${NUMBER_WORD}\\b)(?:[${BETWEEN_DIGITS}\\p{Cf}]{0,3}(?:\\p{Nd}|\\b${NUMBER_WORD}\\b))*`
const AT_END = new RegExp(`(?<![\\p{L}\\p{N}])(${PIECE})[\\s.,…!?)\\p{Cf}–—-]{0,9}$`, 'iu')
// What goes on as a sentence, "12 of them", is no more of the number.
const AT_START = new RegExp(
  `^(?:[\\s.,…(+\\p{Cf}-]|and\\b|um\\b|uh\\b){0,9}(${PIECE})(?=[\\s\\p{Cf}]{0,3}(?:$|[.,;!?…)–—-]))`,
  'iu',
)
/** No piece is longer; it keeps the search short, whatever the text. */
const LONGEST_PIECE = 120

/** What one of them said at once. */
export interface Said {
  speaker: string
  text: string
}

/** What of a number stands in one turn. */
interface Piece {
  turn: number
  start: number
  end: number
  digits: number
}

/** The texts of turns with numbers masked that somebody says over several, such as while the other one says "yes": no turn alone has enough digits. */
export function maskCutNumbers(turns: readonly Said[]): string[] {
  const bySpeaker = Map.groupBy(turns.entries(), ([, { speaker }]) => speaker)
  const pieces = Map.groupBy([...bySpeaker.values()].flatMap(piecesOf), ({ turn }) => turn)
  return turns.map(({ text }, index) => masked(text, pieces.get(index) ?? []))
}

/** The same for a transcript that is one text, in which each turn is a line like `User: hello`. */
export function maskCutNumbersIn(text: string): string {
  const turns = text.split('\n').map((line) => {
    const speaker = /^[^:]{0,40}:/.exec(line)?.[0] ?? ''
    return { speaker, text: line.slice(speaker.length) }
  })
  const texts = maskCutNumbers(turns)
  return turns.map(({ speaker }, index) => `${speaker}${texts[index]}`).join('\n')
}

/** The pieces of the numbers that one speaker said over several turns. */
function piecesOf(turns: readonly (readonly [turn: number, Said])[]): Piece[] {
  const pieces: Piece[] = []
  let open: Piece[] = []
  const close = () => {
    if (open.length > 1 && open.reduce((sum, { digits }) => sum + digits, 0) >= LEAST_DIGITS) pieces.push(...open)
    open = []
  }
  for (const [turn, { text }] of turns) {
    const first = open.length > 0 ? pieceIn(text, turn, AT_START) : undefined
    const last = pieceIn(text, turn, AT_END)
    if (first) open.push(first)
    // Where the whole turn is one piece, the number may go on.
    if (first && last && last.start <= first.start) continue
    close()
    if (last) open.push(last)
  }
  close()
  return pieces
}

/** A piece at an end of a text. A whole number is none. */
function pieceIn(text: string, turn: number, form: RegExp): Piece | undefined {
  const from = form === AT_END ? Math.max(0, text.length - LONGEST_PIECE) : 0
  const found = form.exec(text.slice(from, from + LONGEST_PIECE))
  const said = found?.[1]
  if (!found || said === undefined) return undefined
  const digits = digitsSaid(said)
  const start = from + found.index + found[0].indexOf(said)
  return digits < LEAST_DIGITS ? { turn, start, end: start + said.length, digits } : undefined
}

/** From the last piece on, so that the others stay where they are. */
function masked(text: string, pieces: readonly Piece[]): string {
  return pieces
    .toSorted((one, other) => other.start - one.start)
    .reduce((left, { start, end }) => left.slice(0, start) + MASK + left.slice(end), text)
}
