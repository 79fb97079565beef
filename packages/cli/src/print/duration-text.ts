/** Seconds as `m:ss`. A platform may send negative ones. */
export function durationText(seconds: number): string {
  const whole = Math.round(Math.abs(seconds))
  return `${seconds <= -0.5 ? '-' : ''}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
