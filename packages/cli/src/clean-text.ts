// Control characters, line and paragraph separators, halves of characters, and all that has no width of its own: marks that
// turn the direction of writing, joiners, invisible letters.
const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** Foreign text on one line, with everything replaced that a terminal would obey or that a reader would not see. */
export function cleanText(text: string): string {
  return text.replace(HARMFUL, '\ufffd')
}
