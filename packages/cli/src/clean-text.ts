// Control characters, line and paragraph separators, marks that turn the direction of writing, and halves of characters.
const HARMFUL = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu

/** Foreign text on one line, with everything replaced that a terminal would obey. */
export function cleanText(text: string): string {
  return text.replace(HARMFUL, '\ufffd')
}
