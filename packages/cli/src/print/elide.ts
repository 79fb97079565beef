import stringWidth from 'string-width'

const graphemes = new Intl.Segmenter()

/** Text in at most so many columns: words end in `…`; an id, a number or an address has it in its middle, so that two still tell apart. */
export function elide(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  const tail = text.includes(' ') ? 0 : Math.floor((width - 1) / 2)
  const parts = [...graphemes.segment(text)].map(({ segment }) => segment)
  const end = taken(parts.toReversed(), tail).reverse().join('')
  return `${taken(parts, width - 1 - stringWidth(end))
    .join('')
    .trimEnd()}…${end}`
}

/** The first parts that fit the width. */
function taken(parts: readonly string[], width: number): string[] {
  let room = width
  const end = parts.findIndex((part) => {
    room -= stringWidth(part)
    return room < 0
  })
  return parts.slice(0, end < 0 ? parts.length : end)
}
