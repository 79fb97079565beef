const NUMBER = /^[+-]?[\d .()-]+$/

/** Whether a text begins with `=`, `+`, `-`, `@`, a tab or a carriage return. */
function beginsFormula(text: string): boolean {
  switch (text.charCodeAt(0)) {
    case 0x3d:
    case 0x2b:
    case 0x2d:
    case 0x40:
    case 0x09:
    case 0x0d:
      return true
    default:
      return false
  }
}

/**
 * A text that a spreadsheet would run as a formula, with a leading `'`, which tells it to take a text. Numbers and telephone numbers stay as they
 * are: no formula consists of their characters.
 */
export const guardFormula = (text: string): string => (beginsFormula(text) && !NUMBER.test(text) ? `'${text}` : text)
