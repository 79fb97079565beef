/** The most characters (UTF-16 units) that a cell of Excel takes. */
const MOST = 32_767

/** A text that fits a cell: a longer one ends with a mark that tells its whole length. */
export function fitCell(text: string): string {
  if (text.length <= MOST) return text
  const mark = `… [cut, ${text.length} characters in all]`
  // `toWellFormed` has nothing to do but where the cut fell into a character of two units: then the half of it goes.
  return `${text.slice(0, MOST - mark.length).replace(/[\ud800-\udbff]$/, '')}${mark}`
}
