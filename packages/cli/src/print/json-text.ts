// What JSON itself leaves as it is and a terminal or a reader of lines may obey: all that `cleanText` looks at, without the
// line feeds of an indented document.
const HARMFUL = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/** A value as JSON in which such characters are escaped. A reader of JSON gets them back. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(HARMFUL, (character) =>
    Array.from({ length: character.length }, (_, index) => escaped(character.charCodeAt(index))).join(''),
  )
}

const escaped = (unit: number) => `\\u${unit.toString(16).padStart(4, '0')}`
