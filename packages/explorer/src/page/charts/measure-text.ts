const oneDecimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

/** `12.3`, for what is measured rather than counted. */
export const measureText = (value: number): string => oneDecimal.format(value)

/** `12K`, where there is little room. */
export const compactText = (value: number): string => compact.format(value)

/** `12.4%`; never 0% or 100% of what is neither nothing nor all. */
export function shareText(part: number, whole: number): string {
  if (whole === 0) return '–'
  const percent = (100 * part) / whole
  if (percent > 0 && percent < 0.1) return '< 0.1%'
  if (percent < 100 && percent > 99.9) return '> 99.9%'
  return `${oneDecimal.format(percent)}%`
}
