/** Digits that Excel keeps of a number. */
const MOST_DIGITS = 15

/** The digits behind the point of a decimal that a number cell holds exactly; `null`: it needs more digits than Excel keeps, or is written otherwise. */
export function exactDecimals(text: string): number | null {
  const [, whole, fraction = ''] = /^-?(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === undefined) return null
  return `${whole}${fraction}`.replace(/^0+/, '').length <= MOST_DIGITS && fraction.length <= MOST_DIGITS ? fraction.length : null
}
