// Control characters, line and paragraph separators, halves of characters, and all that has no width of its own: marks that
// turn the direction of writing, joiners, fillers, invisible letters. The mark that colours a character that can be an emoji
// is seen.
const HARMFUL = /(?!(?<=\p{Emoji})\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/** Foreign text on one line, with everything replaced that a terminal would obey or that a reader would not see. */
export function cleanText(text: string): string {
  return text.replace(HARMFUL, '\ufffd')
}
