// To build one takes a hundred times as long as to use it.
const formats = new Map<string, Intl.DateTimeFormat>()

// Sweden writes dates as ISO does.
function formatIn(timeZone: string, withSeconds: boolean): Intl.DateTimeFormat {
  const key = `${timeZone} ${withSeconds}`
  const known = formats.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: withSeconds ? 'medium' : 'short' })
  formats.set(key, format)
  return format
}

/** An instant on the clock of a zone: `2026-11-01 08:00:05`. */
export const stampText = (at: string | number, timeZone: string): string => formatIn(timeZone, true).format(new Date(at))

/** The same without seconds: `2026-11-01 08:00`. */
export const minuteText = (at: string | number, timeZone: string): string => formatIn(timeZone, false).format(new Date(at))
