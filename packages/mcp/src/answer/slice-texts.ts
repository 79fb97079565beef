import { fittingText } from './fitting-text.js'
import { sizeOf } from './size.js'

/** A text, and what it is. */
export interface LongText<Of> {
  of: Of
  text: string
  /** Whether it is passed over; it still counts, so that a place means the same with it and without. */
  isLeftOut?: boolean
}

/** A character of a text of several. */
export interface TextPlace {
  index: number
  char: number
}

/** The texts from a place on, as many as fit, the last of them perhaps only in part. `next`: where to go on; `undefined`: that was all. */
export function sliceTexts<Of>(
  texts: readonly LongText<Of>[],
  from: TextPlace,
  mostBytes: number,
): { texts: (LongText<Of> & { continued: boolean })[]; next: TextPlace | undefined } {
  const slice: (LongText<Of> & { continued: boolean })[] = []
  let left = mostBytes
  for (let index = from.index; index < texts.length; index++) {
    // Within the list.
    const { of, text, isLeftOut } = texts[index]!
    if (isLeftOut) continue
    const char = index === from.index ? from.char : 0
    const room = left - sizeOf(of) - OF_EACH
    const part = fittingText(text.slice(char), room)
    // What stands first is given at least in part, or nobody could go on.
    if (part === '' && text.length > char) return { texts: slice, next: { index, char } }
    slice.push({ of, text: part, continued: char > 0 })
    if (char + part.length < text.length) return { texts: slice, next: { index, char: char + part.length } }
    left = room - sizeOf(part)
  }
  return { texts: slice, next: undefined }
}

/** Names of members around a text. */
const OF_EACH = 60
