/** `0:07`, `2:05`, `1:02:05`: whole seconds, rounded. */
export function durationText(durationSeconds: number): string {
  const whole = Math.round(durationSeconds)
  const two = (number: number) => String(number).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60
  return hours === 0 ? `${minutes}:${two(whole % 60)}` : `${hours}:${two(minutes)}:${two(whole % 60)}`
}
