/** Seconds as `m:ss`, also those below zero that a platform may send. */
export function durationText(seconds: number): string {
  const whole = Math.round(Math.abs(seconds))
  return `${seconds <= -0.5 ? '-' : ''}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
