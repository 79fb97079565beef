// What a reader of the conversation would not see, and an agent reads: controls but tabs and line feeds, characters without a width, marks that turn text around,
// and letters of Unicode's tags. Joiners and the form of an emoji stay, because scripts and emojis are written with them.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu
const STAYS: ReadonlySet<string> = new Set(['\t', '\n', '\u200c', '\u200d', '\ufe0f'])

/** A text in which nothing is hidden: what cannot be seen is written by its number, `<U+200B>`. */
export const visibleText = (text: string): string =>
  text.toWellFormed().replace(UNSEEN, (character) => {
    if (STAYS.has(character)) return character
    return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`
  })
