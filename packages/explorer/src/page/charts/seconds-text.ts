/** `45 s`, `2 min`, `2 min 5 s`, `1 h 20 min`: whole units, as bounds of durations are. */
export function secondsText(seconds: number): string {
  if (seconds < 60) return `${Number(seconds.toFixed(1))} s`
  const total = Math.round(seconds)
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60]
  const parts = [hours > 0 && `${hours} h`, minutes > 0 && `${minutes} min`, hours === 0 && rest > 0 && `${rest} s`]
  return parts.filter((part) => typeof part === 'string').join(' ')
}
