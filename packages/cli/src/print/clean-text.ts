// Characters that a terminal would interpret or a reader would not see: controls, line and paragraph separators, lone surrogates,
// direction marks, fillers, invisible letters.
const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

// The same characters where a script needs them, in their proper context: signs that span the digits after them; joiners between letters,
// after a number and at the end of a word in Indic scripts; emoji sequences; variants of an ideograph or a Mongolian letter; flags of
// regions.
const NEEDED = [
  /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2]/u,
  /(?<=[\p{L}\p{M}\p{N}])[\u200c\u200d](?=[\p{L}\p{M}])/u,
  /(?<=[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca])[\u200c\u200d]/u,
  /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})/u,
  /(?<=\p{Emoji})[\ufe0e\ufe0f]/u,
  /(?<=\p{Ideographic})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]/u,
  /(?<=[\u1800-\u18aa])[\u180b-\u180e]/u,
  /(?<=\u{1f3f4}[\u{e0030}-\u{e007a}]{0,6})[\u{e0030}-\u{e007a}\u{e007f}]/u,
]

const HARM = new RegExp(`(?!${NEEDED.map(({ source }) => source).join('|')})${HARMFUL.source}`, 'gu')

/** Untrusted text on one line. Replaces characters that a terminal would interpret or a reader would not see. */
export function cleanText(text: string): string {
  return text.replace(HARM, '\ufffd')
}
