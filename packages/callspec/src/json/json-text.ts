// Characters that JSON does not escape and that a terminal or a line reader may interpret: those that the command replaces in texts, except the line feeds of
// an indented document.
const HARMFUL = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/** A value as JSON with such characters escaped; parsing restores them. Members named in `secrets` are masked. */
export function jsonText(value: unknown, indent?: number, secrets?: readonly string[]): string {
  const mask = secrets && ((name: string, member: unknown) => (secrets.includes(name) && member !== null ? '***' : member))
  return JSON.stringify(value, mask, indent).replace(HARMFUL, (character) =>
    Array.from({ length: character.length }, (_, index) => escaped(character.charCodeAt(index))).join(''),
  )
}

const escaped = (unit: number) => `\\u${unit.toString(16).padStart(4, '0')}`
